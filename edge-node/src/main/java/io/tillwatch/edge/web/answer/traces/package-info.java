/** What is answered of the stages of transactions. */
package io.tillwatch.edge.web.answer.traces;
