/** What is answered of rules, of their backtest, and of block and allow lists. */
@NullMarked
package io.tillwatch.edge.web.answer.rules;

import org.jspecify.annotations.NullMarked;
