/**
 * The Fraud Detection Handbook's simulated card payments as an independent measure of what is
 * learned: {@link io.tillwatch.tools.train.handbook.HandbookBenchmark}. Written from the published
 * description of its protocol.
 */
@NullMarked
package io.tillwatch.tools.train.handbook;

import org.jspecify.annotations.NullMarked;
