package io.tillwatch.core.fraud;

/**
 * What was known of a return before it was decided, as the numbers that a model is asked with. It
 * is kept with the return: a replay that sees every store at once would know more.
 *
 * @param set hash of the feature set that the numbers belong to
 * @param numbers in the set's order, separated by commas; nothing where a number is not known
 */
public record FeatureRow(String set, String numbers) {}
