package io.tillwatch.core.facts;

import io.tillwatch.core.alerts.AlertNote;
import io.tillwatch.core.alerts.Claim;
import io.tillwatch.core.checkout.Allocated;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.GrantRelease;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.RefundGrant;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.fraud.models.BroughtCard;
import io.tillwatch.core.fraud.models.BroughtModel;
import io.tillwatch.core.fraud.models.ModelPart;
import io.tillwatch.core.fraud.models.ModelProposal;
import io.tillwatch.core.fraud.models.ModelTerm;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.replication.Decommission;
import io.tillwatch.core.replication.Decommissioned;
import io.tillwatch.core.replication.EpochOpened;
import io.tillwatch.core.replication.Salvage;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.SaleVoid;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every kind of fact that stores share, with the record that holds it. A name never changes
 * meaning: it stands in logs.
 */
public enum FactKind implements Draft.Kind {
  EPOCH(EpochOpened.class),
  SALE(PostedSale.class),
  RETURN(PostedReturn.class),
  VOID(SaleVoid.class),
  DISPUTE(Dispute.class),
  RESOLUTION(Resolution.class),
  CLAIM(Claim.class),
  NOTE(AlertNote.class),
  DECISION(HeldDecision.class),
  FIRST_APPROVAL(FirstApproval.class),
  PAYOUT(Payout.class),
  LISTING(ListEntry.class),
  GRANT(RefundGrant.class),
  GRANT_RELEASE(GrantRelease.class),
  ALLOCATED(Allocated.class),
  FINDING(DoubleRefundFinding.class),
  RULES(RuleSet.class),
  MODEL(BroughtModel.class),
  MODEL_PART(ModelPart.class),
  MODEL_CARD(BroughtCard.class),
  MODEL_PROPOSAL(ModelProposal.class),
  MODEL_TERM(ModelTerm.class),
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

  @Override
  public Class<? extends Record> body() {
    return body;
  }

  /** The kind of that name, or empty for one that a newer node wrote. */
  public static Optional<FactKind> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
