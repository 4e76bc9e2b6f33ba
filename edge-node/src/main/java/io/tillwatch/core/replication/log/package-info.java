/** One peer's log: what is sent of this store's own, and what is received of another's. */
@NullMarked
package io.tillwatch.core.replication.log;

import org.jspecify.annotations.NullMarked;
