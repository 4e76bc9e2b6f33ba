/** How a store that lacks much takes over another store's state instead of its log. */
package io.tillwatch.core.replication.snapshot;
