/** What is answered of rules and of their backtest. */
@NullMarked
package io.tillwatch.edge.web.answer.rules;

import org.jspecify.annotations.NullMarked;
