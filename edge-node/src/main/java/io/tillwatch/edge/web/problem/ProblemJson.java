package io.tillwatch.edge.web.problem;

import io.tillwatch.edge.codec.OmittedIfNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it is answered.
 *
 * @param errors null where no field is at fault
 */
public record ProblemJson(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @OmittedIfNull @Nullable List<Problem.FieldError> errors) {}
