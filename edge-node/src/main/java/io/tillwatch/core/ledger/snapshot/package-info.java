/** A store's state as it is handed to another store, page by page. */
@NullMarked
package io.tillwatch.core.ledger.snapshot;

import org.jspecify.annotations.NullMarked;
