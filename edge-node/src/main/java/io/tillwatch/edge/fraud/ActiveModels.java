package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.model.ModelWords;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.fraud.model.TrainedModel;
import io.tillwatch.core.fraud.model.UnusableModelException;
import io.tillwatch.core.fraud.models.BroughtCard;
import io.tillwatch.core.fraud.models.BroughtModel;
import io.tillwatch.core.fraud.models.ModelBook;
import io.tillwatch.core.fraud.models.ModelTerm;
import io.tillwatch.core.fraud.models.ModelsView;
import io.tillwatch.core.fraud.rules.ModelOpinion;
import io.tillwatch.core.fraud.rules.ModelOpinions;
import io.tillwatch.edge.fraud.model.ModelCardFile;
import io.tillwatch.edge.fraud.model.PackedModel;
import io.tillwatch.edge.fraud.model.XgboostModelFile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that score returns here: champion and challenger of the book, read by a worker. A
 * model that cannot be used scores nothing, and is told. For one thread.
 */
final class ActiveModels {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveModels.class);

  /** The attribute of a model file that names the feature set that it was trained on. */
  static final String FEATURE_SET = "tillwatch.featureSet";

  private static final String NOT_HERE = "parts of its file are not here yet";

  private final Supplier<Vertx> vertx;
  private final ModelBook book;
  private final ActiveRules activeRules;
  private final Map<String, String> problems = new HashMap<>();
  private Scoring champion = Scoring.NONE;
  private Scoring challenger = Scoring.NONE;
  private @Nullable String termId;
  private @Nullable Future<Void> underWay;
  private boolean again;

  /**
   * A model as it scores.
   *
   * @param hash null where there is none
   * @param cardId of the card that its words come from, or null
   */
  private record Scoring(
      @Nullable String hash,
      @Nullable ReturnModel model,
      @Nullable String cardId,
      ModelWords words) {
    private static final Scoring NONE = new Scoring(null, null, null, ModelWords.NONE);

    @Nullable ModelOpinion on(float[] numbers) {
      return model == null ? null : model.opinion(numbers, words);
    }
  }

  /**
   * @param vertx whose workers read files
   */
  ActiveModels(Supplier<Vertx> vertx, ModelBook book, ActiveRules activeRules) {
    this.vertx = vertx;
    this.book = book;
    this.activeRules = activeRules;
  }

  /** The model that scores returns, or null where the rules judge alone. */
  @Nullable ReturnModel champion() {
    return champion.model();
  }

  /** The model whose drift is watched: the champion, else the challenger; null without either. */
  @Nullable WatchedModel watched() {
    boolean promoted = champion.model() != null;
    ReturnModel model = promoted ? champion.model() : challenger.model();
    return model == null ? null : new WatchedModel(model, promoted, book.card(model.hash()));
  }

  /** Takes note of a fact about models, whichever store committed it; of others not. */
  void learn(@Nullable Record fact, long hlc) {
    if (!book.learn(fact, hlc)) {
      return;
    }
    ModelTerm term = book.term();
    if (term != null && !term.id().equals(termId)) {
      termId = term.id();
      activeRules.promoted(term.model(), term.at());
    }
    read();
  }

  /** What the models say of a return. */
  ModelOpinions on(float[] numbers) {
    return champion.model() == null && challenger.model() == null
        ? ModelOpinions.NONE
        : new ModelOpinions(champion.on(numbers), challenger.on(numbers));
  }

  /** Reads what the book names and is not read yet; completes when nothing is left to read. */
  Future<Void> read() {
    if (underWay != null) {
      again = true;
      return underWay;
    }
    Promise<Void> done = Promise.promise();
    underWay = done.future();
    readOn(done);
    return done.future();
  }

  private void readOn(Promise<Void> done) {
    again = false;
    read(book.champion(), champion)
        .onSuccess(scoring -> champion = scoring)
        .compose(first -> read(book.challenger(), challenger))
        .onSuccess(scoring -> challenger = scoring)
        .onComplete(
            both -> {
              if (again) {
                readOn(done);
              } else {
                underWay = null;
                done.complete();
              }
            });
  }

  private Future<Scoring> read(@Nullable String hash, Scoring current) {
    if (hash == null) {
      return Future.succeededFuture(Scoring.NONE);
    }
    BroughtCard card = book.card(hash);
    String cardId = card == null ? null : card.id();
    boolean same = hash.equals(current.hash()) && current.model() != null;
    if (same && Objects.equals(cardId, current.cardId())) {
      return Future.succeededFuture(current);
    }
    Future<ReturnModel> model = same ? Future.succeededFuture(current.model()) : load(hash);
    return model
        .compose(
            loaded ->
                vertx
                    .get()
                    .executeBlocking(
                        () ->
                            new Scoring(
                                hash,
                                loaded,
                                cardId,
                                ModelCardFile.words(card == null ? null : card.text()))))
        .recover(why -> Future.succeededFuture(new Scoring(hash, null, cardId, ModelWords.NONE)));
  }

  /**
   * The model of that hash, read by a worker.
   *
   * @return fails with UnusableModelException where it cannot be used here
   */
  Future<ReturnModel> load(String hash) {
    List<String> file = book.file(hash);
    Future<ReturnModel> read =
        file == null
            ? Future.failedFuture(new UnusableModelException(NOT_HERE))
            : vertx.get().executeBlocking(() -> usable(PackedModel.unpack(file, hash)));
    return read.onSuccess(model -> problems.remove(hash)).onFailure(why -> refuse(hash, why));
  }

  private void refuse(String hash, Throwable why) {
    String problem = String.valueOf(why.getMessage());
    if (!problem.equals(problems.put(hash, problem)) && !problem.equals(NOT_HERE)) {
      LOG.atError()
          .addKeyValue("model", hash)
          .addKeyValue("error", problem)
          .log("a model of the group cannot be used here; the rules judge without it");
    }
    problems.keySet().removeIf(known -> book.model(known) == null);
  }

  /**
   * A model file that this node can score returns with.
   *
   * @throws UnusableModelException otherwise
   */
  static ReturnModel usable(byte[] file) {
    TrainedModel model = XgboostModelFile.read(file);
    String set = model.attributes().get(FEATURE_SET);
    if (set != null && !set.equals(FeatureSet.hash())) {
      throw new UnusableModelException(
          "the model was trained on feature set %.40s, this version asks with %s: train it again"
              .formatted(set, FeatureSet.hash()));
    }
    return new ReturnModel(model);
  }

  /** How the champion is doing, in plain words. */
  String words() {
    String promoted = book.champion();
    if (promoted == null) {
      return "rules alone: no model is promoted";
    }
    return champion.model() != null && promoted.equals(champion.hash())
        ? "model " + shortened(promoted)
        : "rules alone: model "
            + shortened(promoted)
            + " cannot be used here: "
            + problems.getOrDefault(promoted, "it is being read");
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }

  /** Everything that is known of models. */
  ModelsView view() {
    return new ModelsView(
        book.models().stream().map(this::item).toList(),
        book.champion(),
        book.challenger(),
        book.proposal(),
        book.terms(),
        words());
  }

  private ModelsView.Item item(BroughtModel brought) {
    BroughtCard card = book.card(brought.model());
    boolean complete = book.file(brought.model()) != null;
    String problem = complete ? problems.get(brought.model()) : NOT_HERE;
    return new ModelsView.Item(brought, card == null ? null : card.text(), complete, problem);
  }
}
