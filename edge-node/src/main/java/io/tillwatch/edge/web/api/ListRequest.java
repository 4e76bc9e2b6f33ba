package io.tillwatch.edge.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.edge.web.http.Fields;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for whom or what to be put on a list: a customer, a card by its token, or a card by its
 * fingerprint, as whoever never sees tokens names it.
 *
 * @param expiresAt null for no end
 */
record ListRequest(ListEntry.Kind list, Named named, String reason, @Nullable Instant expiresAt) {

  /** How who or what is to be listed was named. */
  sealed interface Named {}

  /** A customer by the id, or a card by its token. */
  record Outright(ListEntry.Subject subject) implements Named {}

  /** A card by its fingerprint: its token has yet to be found. */
  record ByFingerprint(String card) implements Named {}

  private static final int MAX_REASON = 200;

  /** Reads a body; throws ProblemException where anything is wrong with it. */
  static ListRequest read(ObjectNode body) {
    return RequestReader.read(body, ListRequest::read);
  }

  private static ListRequest read(Fields fields) {
    String customer = fields.optionalId("customerId");
    String token = fields.optionalToken("token");
    String card = fields.optionalId("card");
    String spelled = card == null ? null : CardFingerprints.read(card).orElse(null);
    if (card != null && spelled == null) {
      fields.wrong("card", "must be a fingerprint as shown, for example 7KQ2M9XD4F");
    }
    if (fields.sound()
        && Stream.of(customer, token, spelled).filter(Objects::nonNull).count() != 1) {
      fields.wrong("customerId", "or token or card must be given, and one of them alone");
    }
    return new ListRequest(
        fields.choice("list", ListEntry.Kind.class),
        named(customer, token, spelled),
        fields.text("reason", MAX_REASON),
        fields.optionalInstant("expiresAt"));
  }

  private static Named named(
      @Nullable String customer, @Nullable String token, @Nullable String card) {
    if (card != null) {
      return new ByFingerprint(card);
    }
    // where none was given the body is refused
    return new Outright(
        token == null
            ? new ListEntry.Customer(Objects.requireNonNullElse(customer, ""))
            : new ListEntry.Card(token));
  }

  /**
   * Asks for it.
   *
   * @param subject the customer or the card that was named
   * @param by who asks
   */
  StaffCommand.List command(ListEntry.Subject subject, String by) {
    return new StaffCommand.List(list, subject, reason, expiresAt, by);
  }
}
