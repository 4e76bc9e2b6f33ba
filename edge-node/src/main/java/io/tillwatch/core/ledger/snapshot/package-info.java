/** A store's state as it is handed to another store, page by page. */
package io.tillwatch.core.ledger.snapshot;
