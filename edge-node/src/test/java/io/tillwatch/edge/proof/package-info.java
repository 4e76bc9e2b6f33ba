/**
 * End-to-end proofs: nodes as processes of their own, killed, paused and cut off while tills sell,
 * and a {@link io.tillwatch.edge.proof.ConvergenceChecker} that judges what every store holds
 * against what was acknowledged.
 */
package io.tillwatch.edge.proof;
