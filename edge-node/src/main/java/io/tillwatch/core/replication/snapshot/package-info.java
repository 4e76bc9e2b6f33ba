/** How a store that lacks much takes over another store's state instead of its log. */
@NullMarked
package io.tillwatch.core.replication.snapshot;

import org.jspecify.annotations.NullMarked;
