/**
 * What a log is made of: the store that wrote it, its ops, their positions, hashes, macs and
 * clocks.
 */
@NullMarked
package io.tillwatch.core.oplog;

import org.jspecify.annotations.NullMarked;
