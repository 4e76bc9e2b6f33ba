package io.tillwatch.edge.fraud;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.RuleFinding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes assessments and later findings, one JSON object a line. */
public final class AssessmentLines implements AutoCloseable {
  private final JsonGenerator json;

  public AssessmentLines(OutputStream out) throws IOException {
    json = new JsonFactory().createGenerator(out);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  /** Writes the answer to a sale or a return. */
  public void write(String id, Assessment assessment) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeNumberField("score", assessment.score());
    json.writeStringField("decision", assessment.decision().name());
    reasons("reasons", assessment.reasons());
    json.writeFieldName("remedy");
    if (assessment.remedy() == null) {
      json.writeNull();
    } else {
      json.writeString(assessment.remedy().name());
    }
    if (!assessment.shadow().isEmpty()) {
      reasons("shadow", assessment.shadow());
    }
    json.writeEndObject();
  }

  /** Writes what turned out later about an earlier return. */
  public void write(RuleFinding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", finding.of());
    json.writeBooleanField("postHoc", true);
    json.writeNumberField("score", finding.score());
    json.writeStringField("decision", finding.decision().name());
    reasons("reasons", finding.reasons());
    json.writeEndObject();
  }

  private void reasons(String name, List<Reason> reasons) throws IOException {
    json.writeArrayFieldStart(name);
    for (Reason reason : reasons) {
      json.writeStartObject();
      json.writeStringField("code", reason.code());
      json.writeNumberField("points", reason.points());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  @Override
  public void close() throws IOException {
    json.writeRaw('\n');
    json.close();
  }
}
