/** What is answered of the demo's script. */
@NullMarked
package io.tillwatch.edge.web.answer.demo;

import org.jspecify.annotations.NullMarked;
