package io.tillwatch.edge.fraud;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.fraud.model.InvalidRulesException;
import io.tillwatch.edge.fraud.model.RuleSet;
import io.tillwatch.edge.fraud.model.Rules;
import io.tillwatch.edge.fraud.model.RulesChange;
import io.tillwatch.edge.ledger.model.Commit;
import io.tillwatch.edge.ledger.model.Draft;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.ledger.model.Indexes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes other rules, from the file or from the API: read whole or refused whole, then committed as
 * a fact, so that they hold in every store. The rules in force change when the fact comes back on
 * the feed, here as elsewhere.
 */
final class RulesDesk {
  private static final Logger LOG = LoggerFactory.getLogger(RulesDesk.class);

  private final Vertx vertx;
  private final Bus bus;
  private final InstantSource time;
  private final Path file;
  private final RuleBook book;
  private String seen;
  private String fileProblem;

  RulesDesk(Vertx vertx, Bus bus, InstantSource time, Path file, RuleBook book) {
    this.vertx = vertx;
    this.bus = bus;
    this.time = time;
    this.file = file;
    this.book = book;
  }

  /**
   * Puts the file's rules in force where the ledger never held them; fails where they cannot be
   * read.
   */
  Future<Void> open() {
    return read()
        .compose(
            text -> {
              seen = text;
              Rules rules = RulesFile.parse(text);
              return book.knows(rules.version())
                  ? Future.succeededFuture()
                  : commit(rules, text, "file").mapEmpty();
            });
  }

  /** Looks whether the file changed; a broken one is refused whole, named, and changes nothing. */
  void lookAtFile() {
    read()
        .compose(this::changed)
        .onSuccess(taken -> fileProblem = null)
        .onFailure(why -> refuseFile(why.getMessage()));
  }

  /** Why the rules file, as it lies there now, was not taken; null where it was. */
  String fileProblem() {
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
      return Future.succeededFuture(new RulesChange.Answer(null, book.version(), null));
    }
    try {
      Rules rules = RulesFile.parse(change.text());
      return commit(rules, change.text(), change.by())
          .map(version -> new RulesChange.Answer(version, null, null));
    } catch (InvalidRulesException e) {
      return Future.succeededFuture(new RulesChange.Answer(null, null, e.getMessage()));
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
    Instant now = time.instant();
    RuleSet set =
        new RuleSet(
            "rules_" + rules.version() + "_" + UUID.randomUUID(),
            now,
            bus.self().value(),
            rules.version(),
            text,
            by);
    Draft draft =
        new Draft(FactKind.RULES, set.id(), now, set, List.of(), List.of(Indexes.RULES), List.of());
    return bus.ask(Channels.COMMIT, Commit.of(draft)).map(done -> rules.version());
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
