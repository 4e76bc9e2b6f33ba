package io.tillwatch.edge.web.answer.audit;

/** Photos of a customer that are forgotten. */
public record ErasureJson(String erasureId, String customerId, int photos) {}
