/** Photos between stores: bytes that this store's facts name and this store lacks are asked for. */
@NullMarked
package io.tillwatch.edge.photos;

import org.jspecify.annotations.NullMarked;
