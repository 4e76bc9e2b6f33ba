/** What is answered to a search, and of whom or what it finds. */
package io.tillwatch.edge.web.answer.search;
