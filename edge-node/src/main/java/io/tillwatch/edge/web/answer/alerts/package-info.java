/** What is answered of alerts. */
@NullMarked
package io.tillwatch.edge.web.answer.alerts;

import org.jspecify.annotations.NullMarked;
