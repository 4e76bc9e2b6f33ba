package io.tillwatch.edge.ledger.model;

import io.tillwatch.edge.alerts.model.Claim;
import io.tillwatch.edge.camera.model.Erasure;
import io.tillwatch.edge.camera.model.Photo;
import io.tillwatch.edge.checkout.model.Allocated;
import io.tillwatch.edge.checkout.model.Dispute;
import io.tillwatch.edge.checkout.model.Finding;
import io.tillwatch.edge.checkout.model.FirstApproval;
import io.tillwatch.edge.checkout.model.GrantRelease;
import io.tillwatch.edge.checkout.model.HeldDecision;
import io.tillwatch.edge.checkout.model.Listing;
import io.tillwatch.edge.checkout.model.Payout;
import io.tillwatch.edge.checkout.model.PostedReturn;
import io.tillwatch.edge.checkout.model.PostedSale;
import io.tillwatch.edge.checkout.model.RefundGrant;
import io.tillwatch.edge.checkout.model.Resolution;
import io.tillwatch.edge.checkout.model.SaleVoid;
import io.tillwatch.edge.fraud.model.RuleSet;
import io.tillwatch.edge.replication.model.Decommission;
import io.tillwatch.edge.replication.model.Decommissioned;
import io.tillwatch.edge.replication.model.EpochOpened;
import io.tillwatch.edge.replication.model.Salvage;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every kind of fact that stores share, with the record that holds it. A name never changes
 * meaning: it stands in logs.
 */
public enum FactKind {
  EPOCH(EpochOpened.class),
  SALE(PostedSale.class),
  RETURN(PostedReturn.class),
  VOID(SaleVoid.class),
  DISPUTE(Dispute.class),
  RESOLUTION(Resolution.class),
  CLAIM(Claim.class),
  DECISION(HeldDecision.class),
  FIRST_APPROVAL(FirstApproval.class),
  PAYOUT(Payout.class),
  LISTING(Listing.class),
  GRANT(RefundGrant.class),
  GRANT_RELEASE(GrantRelease.class),
  ALLOCATED(Allocated.class),
  FINDING(Finding.class),
  RULES(RuleSet.class),
  PHOTO(Photo.class),
  ERASURE(Erasure.class),
  AUDIT(AuditEntry.class),
  SALVAGE(Salvage.class),
  DECOMMISSION(Decommission.class),
  DECOMMISSIONED(Decommissioned.class);

  private static final Map<String, FactKind> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

  private final Class<? extends Record> body;

  FactKind(Class<? extends Record> body) {
    this.body = body;
  }

  /** The record that holds a fact of this kind. */
  public Class<? extends Record> body() {
    return body;
  }

  /** The kind of that name, or empty for one that a newer node wrote. */
  public static Optional<FactKind> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
