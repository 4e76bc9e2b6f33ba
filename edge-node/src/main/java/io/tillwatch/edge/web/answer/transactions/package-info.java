/** What is answered of sales, returns, their assessments and their receipts. */
package io.tillwatch.edge.web.answer.transactions;
