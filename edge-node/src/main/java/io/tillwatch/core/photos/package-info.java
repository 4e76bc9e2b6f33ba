/** Photos of customers and their erasure, as facts. */
package io.tillwatch.core.photos;
