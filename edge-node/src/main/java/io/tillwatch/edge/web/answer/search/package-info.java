/** What is answered to a search, and of whom or what it finds. */
@NullMarked
package io.tillwatch.edge.web.answer.search;

import org.jspecify.annotations.NullMarked;
