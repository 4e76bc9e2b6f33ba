/** What staff and other systems ask about what is committed already, and what became of it. */
package io.tillwatch.core.checkout.staff;
