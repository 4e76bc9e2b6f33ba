/** Photos between stores: bytes that this store's facts name and this store lacks are asked for. */
package io.tillwatch.edge.photos;
