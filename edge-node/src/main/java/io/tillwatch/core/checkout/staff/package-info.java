/** What staff and other systems ask about what is committed already, and what became of it. */
@NullMarked
package io.tillwatch.core.checkout.staff;

import org.jspecify.annotations.NullMarked;
