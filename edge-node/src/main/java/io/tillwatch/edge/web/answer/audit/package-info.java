/** What is answered of who did what, what is stored of a person, and what was erased. */
@NullMarked
package io.tillwatch.edge.web.answer.audit;

import org.jspecify.annotations.NullMarked;
