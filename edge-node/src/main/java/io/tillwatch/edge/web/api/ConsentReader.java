package io.tillwatch.edge.web.api;

import io.tillwatch.core.photos.PhotoConsent;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.Fields;
import io.tillwatch.edge.web.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a customer agreed to when a photo was taken; absent: to the photo alone. */
final class ConsentReader {
  private static final String HEADER = "X-Photo-Consent";
  private static final String FIELD = "consent";
  private static final int MOST_PURPOSES = 8;

  private ConsentReader() {}

  /** As an upload's header says it; null where there is none. */
  static @Nullable PhotoConsent ofHeader(ApiRequest request) {
    List<String> sent = request.request().headers().getAll(HEADER);
    if (sent.isEmpty()) {
      return null;
    }
    try {
      if (sent.size() > 1) {
        throw new IllegalArgumentException("expected one header, found " + sent.size());
      }
      return PhotoConsent.parse(sent.get(0));
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "PHOTO_CONSENT_INVALID", HEADER + ": " + e.getMessage()).exception();
    }
  }

  /**
   * As the field {@code consent} of a body says it, an object or the header's text; null where
   * there is none, or it is wrong, which the fields then tell.
   */
  static @Nullable PhotoConsent ofBody(Fields fields) {
    try {
      if (!fields.isText(FIELD)) {
        Fields object = fields.optionalObject(FIELD);
        return object == null ? null : read(object);
      }
      String text = fields.optionalText(FIELD, PhotoConsent.LONGEST);
      return text == null ? null : PhotoConsent.parse(text);
    } catch (IllegalArgumentException e) {
      fields.wrong(FIELD, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static @Nullable PhotoConsent read(Fields consent) {
    List<String> purposes = consent.texts("purposes", MOST_PURPOSES);
    String text = consent.text("text", PhotoConsent.LONGEST);
    String lang = consent.text("lang", PhotoConsent.LONGEST);
    consent.refuseOthers();
    return consent.sound() ? new PhotoConsent(purposes, text, lang) : null;
  }
}
