package io.tillwatch.edge.codec;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.FeatureRow;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Return;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts whose records are nested and whose JSON, as every log holds it, is flat. */
final class FlatFacts {

  private record PostedReturnForm(
      Return refund,
      Assessment assessment,
      Posted.Status status,
      @Nullable String photoId,
      long scoredMicros,
      List<LineQuantity> taken,
      long refundMinor,
      @Nullable String home,
      @Nullable String grantId,
      boolean standIn,
      boolean rightless,
      String reference,
      @Nullable FeatureRow features) {

    static PostedReturnForm of(PostedReturn fact) {
      return new PostedReturnForm(
          fact.refund(),
          fact.assessment(),
          fact.status(),
          fact.photoId(),
          fact.scoredMicros(),
          fact.taken(),
          fact.refundMinor(),
          fact.home(),
          fact.grantId(),
          fact.standIn(),
          fact.rightless(),
          fact.reference(),
          fact.features());
    }

    PostedReturn read() {
      return new PostedReturn(
          refund,
          assessment,
          status,
          photoId,
          scoredMicros,
          new PostedReturn.Payback(taken, refundMinor, home, grantId, standIn, rightless),
          reference,
          features);
    }
  }

  private record HeldDecisionForm(
      String id,
      Instant at,
      String storeId,
      String of,
      boolean approve,
      @Nullable String note,
      String by,
      List<LineQuantity> taken,
      @Nullable String grantId,
      @Nullable String home,
      @Nullable Long refundMinor,
      boolean paysOut) {

    static HeldDecisionForm of(HeldDecision fact) {
      HeldDecision.Cover cover = fact.cover();
      return new HeldDecisionForm(
          fact.id(),
          fact.at(),
          fact.storeId(),
          fact.of(),
          fact.approve(),
          fact.note(),
          fact.by(),
          cover.taken(),
          cover.grantId(),
          cover.home(),
          cover.refundMinor(),
          cover.paysOut());
    }

    HeldDecision read() {
      HeldDecision.Cover cover = new HeldDecision.Cover(taken, grantId, home, refundMinor, paysOut);
      return new HeldDecision(id, at, storeId, of, approve, note, by, cover);
    }
  }

  private FlatFacts() {}

  static Module module() {
    SimpleModule module = new SimpleModule("flat-facts");
    WireUnions.add(
        module,
        PostedReturn.class,
        PostedReturnForm.class,
        PostedReturnForm::of,
        PostedReturnForm::read);
    WireUnions.add(
        module,
        HeldDecision.class,
        HeldDecisionForm.class,
        HeldDecisionForm::of,
        HeldDecisionForm::read);
    return module;
  }
}
