package io.tillwatch.edge.web.problem;

import io.tillwatch.edge.codec.OmittedIfNull;
import java.util.List;

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
    @OmittedIfNull List<Problem.FieldError> errors) {}
