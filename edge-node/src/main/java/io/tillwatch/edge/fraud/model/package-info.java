/**
 * Fraud scoring as a pure function of events: the same events in the same order give the same score
 * on every node, live and replayed. Imports only {@code java..} and other {@code model} packages;
 * knows no clock, no file and no network.
 */
package io.tillwatch.edge.fraud.model;

