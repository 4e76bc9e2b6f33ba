/**
 * What the API answers: one record for each schema of {@code openapi.yaml}, with the schema's name
 * and {@code Json}, made of what the domain says by its {@code of}. {@link
 * io.tillwatch.edge.codec.AnswerCodec} writes them. A record of {@code core} that holds just what
 * is answered stands in them as it is. {@code AnswerSchemaTest} compares their components with the
 * schemas in both directions. What several parts of the API answer is in this package, the rest in
 * packages by what it is about.
 *
 * <p>A component is written as null where it is null, or left out where it is {@link
 * io.tillwatch.edge.codec.OmittedIfNull}. Components that are left out together form a record of
 * their own, which is {@code @JsonUnwrapped}: null, none of them is written.
 */
@NullMarked
package io.tillwatch.edge.web.answer;

import org.jspecify.annotations.NullMarked;
