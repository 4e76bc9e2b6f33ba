/** What is answered of rules and of their backtest. */
package io.tillwatch.edge.web.answer.rules;
