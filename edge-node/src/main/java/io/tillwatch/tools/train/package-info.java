/**
 * Trains a model in a process of its own ({@code edge-node.jar train}) and measures it. Only this
 * package uses XGBoost's library, which lies in {@code lib-train} and not on a node's class path.
 */
@NullMarked
package io.tillwatch.tools.train;

import org.jspecify.annotations.NullMarked;
