package io.tillwatch.edge.fraud;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.model.UnusableModelException;
import io.tillwatch.core.fraud.models.BroughtCard;
import io.tillwatch.core.fraud.models.BroughtModel;
import io.tillwatch.core.fraud.models.ModelBook;
import io.tillwatch.core.fraud.models.ModelCommand;
import io.tillwatch.core.fraud.models.ModelCommand.Act;
import io.tillwatch.core.fraud.models.ModelCommand.Answer;
import io.tillwatch.core.fraud.models.ModelCommand.Refusal;
import io.tillwatch.core.fraud.models.ModelPart;
import io.tillwatch.core.fraud.models.ModelProposal;
import io.tillwatch.core.fraud.models.ModelTerm;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.IdGenerator;
import io.tillwatch.edge.fraud.model.ModelCardFile;
import io.tillwatch.edge.fraud.model.PackedModel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes models and their promotions and commits them as facts, so that they hold in every store.
 * What scores changes when the fact comes back on the feed, here as elsewhere.
 */
final class ModelsHandler {
  private final Vertx vertx;
  private final Bus bus;
  private final InstantSource time;
  private final ModelBook book;

  ModelsHandler(Vertx vertx, Bus bus, InstantSource time, ModelBook book) {
    this.vertx = vertx;
    this.bus = bus;
    this.time = time;
    this.book = book;
  }

  /** Does what is wanted, or says why not. */
  Future<Answer> handle(ModelCommand command) {
    if (command instanceof ModelCommand.Bring bring) {
      return bring(bring);
    }
    if (command instanceof ModelCommand.Describe describe) {
      return describe(describe);
    }
    return command instanceof ModelCommand.Promote promote
        ? promote(promote)
        : rollBack((ModelCommand.RollBack) command);
  }

  private Future<Answer> bring(ModelCommand.Bring bring) {
    String model = Sha256.hex(bring.file());
    List<String> here = book.file(model);
    if (here != null) {
      boolean scored = model.equals(book.challenger()) || model.equals(book.champion());
      return scored
          ? Future.succeededFuture(Answer.done(Act.BROUGHT, model))
          : commit(bring, model, here.size());
    }
    return vertx
        .executeBlocking(
            () -> {
              ActiveModels.usable(bring.file());
              return PackedModel.pack(bring.file());
            })
        .compose(parts -> commit(bring, model, parts))
        .recover(why -> refused(Refusal.UNUSABLE_MODEL, why));
  }

  private Future<Answer> commit(ModelCommand.Bring bring, String model, List<String> parts) {
    Future<?> before = Future.succeededFuture();
    for (int i = 0; i < parts.size(); i++) {
      ModelPart part = new ModelPart(ModelPart.idFor(model, i), self(), model, i, parts.get(i));
      before = before.compose(done -> commitPart(part));
    }
    return before.compose(done -> commit(bring, model, parts.size()));
  }

  private Future<Answer> commit(ModelCommand.Bring bring, String model, int parts) {
    String id = IdGenerator.random("model");
    int bytes = bring.file().length;
    BroughtModel brought = new BroughtModel(id, now(), self(), model, bytes, parts, bring.by());
    return commit(FactKind.MODEL, id, brought).map(Answer.done(Act.BROUGHT, model));
  }

  /** A part that is here already is not committed again: it has one id, whoever brings it. */
  private Future<?> commitPart(ModelPart part) {
    return bus.ask(Channels.FACTS, new FactsQuery(List.of(part.id()), false))
        .compose(
            page ->
                page.facts().isEmpty()
                    ? commit(FactKind.MODEL_PART, part.id(), part)
                    : Future.succeededFuture());
  }

  private Future<Answer> describe(ModelCommand.Describe describe) {
    if (book.model(describe.model()) == null) {
      return unknown(describe.model());
    }
    String text;
    try {
      text = ModelCardFile.check(describe.card(), describe.model());
    } catch (UnusableModelException e) {
      return refused(Refusal.UNUSABLE_CARD, e);
    }
    BroughtCard card =
        new BroughtCard(
            IdGenerator.random("card"), now(), self(), describe.model(), text, describe.by());
    return commit(FactKind.MODEL_CARD, card.id(), card)
        .map(Answer.done(Act.CARD_BROUGHT, describe.model()));
  }

  private Future<Answer> promote(ModelCommand.Promote promote) {
    String model = promote.model();
    if (book.model(model) == null || book.file(model) == null) {
      return unknown(model);
    }
    boolean again = model.equals(book.champion());
    ModelProposal open = book.proposal();
    if (open == null || !open.model().equals(model)) {
      ModelProposal proposal =
          new ModelProposal(
              IdGenerator.random("proposal"), now(), self(), model, promote.by(), promote.note());
      return commit(FactKind.MODEL_PROPOSAL, proposal.id(), proposal)
          .map(Answer.done(Act.PROPOSED, model));
    }
    if (open.by().equals(promote.by())) {
      return Future.succeededFuture(
          Answer.refused(
              Refusal.SECOND_ADMIN_NEEDED,
              "you proposed it yourself: a second, different person promotes it"
                  + (again ? " once more" : "")));
    }
    return begin(model, open.by(), promote.by(), promote.note());
  }

  private Future<Answer> rollBack(ModelCommand.RollBack rollBack) {
    List<ModelTerm> terms = book.terms();
    if (terms.isEmpty() || terms.get(0).model() == null) {
      return Future.succeededFuture(
          Answer.refused(Refusal.NOTHING_TO_ROLL_BACK, "the rules judge alone already"));
    }
    String before = before(terms);
    return begin(before, null, rollBack.by(), rollBack.note());
  }

  /** What held before the champion: another model that is here, or none. */
  private @Nullable String before(List<ModelTerm> terms) {
    if (terms.get(0).proposedBy() == null) {
      // rolled back to already: what it took the place of was not wanted
      return null;
    }
    String champion = terms.get(0).model();
    for (ModelTerm term : terms) {
      if (term.model() == null) {
        return null;
      }
      if (!term.model().equals(champion) && book.file(term.model()) != null) {
        return term.model();
      }
    }
    return null;
  }

  private Future<Answer> begin(
      @Nullable String model, @Nullable String proposedBy, String by, @Nullable String note) {
    ModelTerm term =
        new ModelTerm(IdGenerator.random("term"), now(), self(), model, proposedBy, by, note);
    return commit(FactKind.MODEL_TERM, term.id(), term)
        .map(
            Answer.done(
                proposedBy == null ? Act.ROLLED_BACK : Act.PROMOTED,
                model == null ? "rules alone" : model));
  }

  private Future<Void> commit(FactKind kind, String id, Record fact) {
    Draft draft = Draft.of(kind, id, now(), fact).in(List.of(Indexes.MODELS)).build();
    return bus.ask(Channels.COMMIT, Commit.of(draft)).mapEmpty();
  }

  private static Future<Answer> unknown(String model) {
    return Future.succeededFuture(
        Answer.refused(
            Refusal.UNKNOWN_MODEL,
            "no model %.64s is here; GET /models lists them".formatted(model)));
  }

  private static Future<Answer> refused(Refusal refusal, Throwable why) {
    return why instanceof UnusableModelException
        ? Future.succeededFuture(Answer.refused(refusal, String.valueOf(why.getMessage())))
        : Future.failedFuture(why);
  }

  private String self() {
    return bus.self().value();
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
