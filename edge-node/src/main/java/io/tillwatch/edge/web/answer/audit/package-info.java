/** What is answered of who did what, what is stored of a person, and what was erased. */
package io.tillwatch.edge.web.answer.audit;
