/** What is answered of the stages of transactions. */
@NullMarked
package io.tillwatch.edge.web.answer.traces;

import org.jspecify.annotations.NullMarked;
