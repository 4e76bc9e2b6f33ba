package io.tillwatch.core.fraud;

/**
 * What one group of evidence weighs in a score.
 *
 * @param ppm strength after mitigation, in parts per million
 */
public record Contribution(EvidenceGroup group, int ppm) {}
