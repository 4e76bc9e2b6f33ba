/** What is answered of sales, returns, their assessments and their receipts. */
@NullMarked
package io.tillwatch.edge.web.answer.transactions;

import org.jspecify.annotations.NullMarked;
