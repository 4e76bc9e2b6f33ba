package io.tillwatch.edge.fraud;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.InvalidRulesException;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.fraud.RulesChange;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.IdGenerator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes other rules, from the file or from the API: read whole or refused whole, then committed as
 * a fact, so that they hold in every store. The rules in force change when the fact comes back on
 * the feed, here as elsewhere.
 */
final class RulesHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RulesHandler.class);

  /** A store that is not heard for so long is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Bus bus;
  private final InstantSource time;
  private final Path file;
  private final RuleBook book;
  private final Consumer<RuleSet> propose;
  private @Nullable String seen;
  private @Nullable Instant opened;
  private boolean settling;
  private @Nullable String fileProblem;

  /**
   * @param propose puts a set in force that is no fact yet
   */
  RulesHandler(
      Vertx vertx,
      Bus bus,
      InstantSource time,
      Path file,
      RuleBook book,
      Consumer<RuleSet> propose) {
    this.vertx = vertx;
    this.bus = bus;
    this.time = time;
    this.file = file;
    this.book = book;
    this.propose = propose;
  }

  /**
   * Puts the file's rules in force where the ledger never held them; fails where they cannot be
   * read. They are committed later, see {@link #settle}.
   */
  Future<Void> open() {
    return read()
        .map(
            text -> {
              seen = text;
              opened = time.instant();
              Rules rules = RulesFile.parse(text);
              if (!book.knows(rules.version())) {
                propose.accept(set(rules, text, "file"));
              }
              return null;
            });
  }

  /**
   * Commits the rules that were put in force at start, unless another store's log has brought them
   * meanwhile. It waits, because a store that is new or lost its disk must know the end of its own
   * log first, and should know what the others judge by.
   *
   * @param current whether every other store was heard
   * @param filling whether facts of any age are still coming
   */
  void settle(boolean current, boolean filling) {
    boolean waited = opened != null && time.instant().isAfter(opened.plus(PATIENCE));
    if (!settling && !filling && (current || waited)) {
      settling = true;
      commitProposal().onComplete(done -> settling = false);
    }
  }

  private Future<?> commitProposal() {
    RuleSet proposed = book.proposal();
    return proposed == null
        ? Future.succeededFuture()
        : commit(RulesFile.parse(proposed.text()), proposed.text(), proposed.by());
  }

  /** Looks whether the file changed; a broken one is refused whole, named, and changes nothing. */
  void lookAtFile() {
    read()
        .compose(this::changed)
        .onSuccess(taken -> fileProblem = null)
        .onFailure(why -> refuseFile(String.valueOf(why.getMessage())));
  }

  /** Why the rules file, as it lies there now, was not taken; null where it was. */
  @Nullable String fileProblem() {
    return fileProblem;
  }

  private void refuseFile(String why) {
    String problem = why.startsWith(file.toString()) ? why : file + ": " + why;
    if (!problem.equals(fileProblem)) {
      fileProblem = problem;
      LOG.atError()
          .addKeyValue("file", file)
          .addKeyValue("error", why)
          .log("the rules file is refused; the rules in force stay");
    }
  }

  /** Puts other rules in force, if the caller saw the ones that hold. */
  Future<RulesChange.Answer> change(RulesChange change) {
    if (!book.version().equals(change.ifVersion())) {
      return Future.succeededFuture(new RulesChange.Conflict(book.version()));
    }
    try {
      Rules rules = RulesFile.parse(change.text());
      return commitProposal()
          .compose(settled -> commit(rules, change.text(), change.by()))
          .map(RulesChange.InForce::new);
    } catch (InvalidRulesException e) {
      return Future.succeededFuture(new RulesChange.Invalid(e.getMessage()));
    }
  }

  private Future<Void> changed(String text) {
    if (text.equals(seen)) {
      return Future.succeededFuture();
    }
    Rules rules = RulesFile.parse(text);
    seen = text;
    return rules.version().equals(book.version())
        ? Future.succeededFuture()
        : commit(rules, text, "file").onFailure(away -> seen = null).mapEmpty();
  }

  private Future<String> commit(Rules rules, String text, String by) {
    RuleSet set = set(rules, text, by);
    Draft draft =
        Draft.of(FactKind.RULES, set.id(), set.at(), set).in(List.of(Indexes.RULES)).build();
    return bus.ask(Channels.COMMIT, Commit.of(draft)).map(done -> rules.version());
  }

  private RuleSet set(Rules rules, String text, String by) {
    return new RuleSet(
        IdGenerator.random("rules_" + rules.version()),
        time.instant(),
        bus.self().value(),
        rules.version(),
        text,
        by);
  }

  private Future<String> read() {
    return vertx.executeBlocking(
        () -> {
          try {
            return RulesFile.text(file);
          } catch (IOException e) {
            throw new InvalidRulesException(file + ": cannot be read: " + e.getMessage());
          }
        });
  }
}
