package io.tillwatch.edge.web.answer;

/** What was made. */
public record CreatedJson(String id) {}
