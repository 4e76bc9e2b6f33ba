/**
 * How several actors put asynchronous work in order: by key, again after a failure, few at once.
 */
package io.tillwatch.edge.async;
