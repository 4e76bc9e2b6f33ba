package io.tillwatch.core.fraud.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models that were brought and which of them judges, out of facts in any order: every store
 * that knows the same facts comes to the same. For one thread.
 */
public final class ModelBook {
  private static final int REMEMBERED = 12;
  private static final int MOST_TERMS = 100;

  /** A fact and its hybrid logical clock. */
  private record Stamped<F extends Record>(F fact, long hlc, String id) {}

  private static final Comparator<Stamped<?>> LATEST_FIRST =
      Comparator.<Stamped<?>>comparingLong(Stamped::hlc).thenComparing(Stamped::id).reversed();

  /** A model, of which parts may be here before it is known how many there are. */
  private static final class Held {
    private final Map<Integer, String> parts = new TreeMap<>();
    private @Nullable Stamped<BroughtModel> brought;
    private @Nullable Stamped<BroughtCard> card;
    private long touched;

    boolean isComplete() {
      return brought != null && parts.size() == brought.fact().parts();
    }
  }

  private final Map<String, Held> models = new HashMap<>();
  private final List<Stamped<ModelTerm>> terms = new ArrayList<>();
  private final List<Stamped<ModelProposal>> proposals = new ArrayList<>();

  /**
   * Takes note of a fact, once or again.
   *
   * @return whether it is about models
   */
  public boolean learn(@Nullable Record fact, long hlc) {
    if (fact instanceof ModelPart part) {
      learn(part, hlc);
    } else if (fact instanceof BroughtModel brought) {
      Held held = held(brought.model(), hlc);
      held.brought = later(held.brought, new Stamped<>(brought, hlc, brought.id()));
    } else if (fact instanceof BroughtCard card) {
      Held held = held(card.model(), hlc);
      held.card = later(held.card, new Stamped<>(card, hlc, card.id()));
    } else if (fact instanceof ModelProposal proposal) {
      add(proposals, new Stamped<>(proposal, hlc, proposal.id()));
    } else if (fact instanceof ModelTerm term) {
      add(terms, new Stamped<>(term, hlc, term.id()));
    } else {
      return false;
    }
    forgetOldest();
    return true;
  }

  private void learn(ModelPart part, long hlc) {
    boolean isPart = part.part() >= 0 && part.part() < ModelPart.MOST_PARTS;
    if (isPart && part.data().length() <= ModelPart.MOST_DATA) {
      held(part.model(), hlc).parts.put(part.part(), part.data());
    }
  }

  private Held held(String model, long hlc) {
    Held held = models.computeIfAbsent(model, hash -> new Held());
    held.touched = Math.max(held.touched, hlc);
    return held;
  }

  private static <F extends Record> Stamped<F> later(@Nullable Stamped<F> one, Stamped<F> other) {
    return one == null || LATEST_FIRST.compare(other, one) < 0 ? other : one;
  }

  private static <F extends Record> void add(List<Stamped<F>> list, Stamped<F> stamped) {
    if (list.stream().noneMatch(known -> known.id().equals(stamped.id()))) {
      list.add(stamped);
      list.sort(LATEST_FIRST);
      if (list.size() > MOST_TERMS) {
        list.remove(MOST_TERMS);
      }
    }
  }

  /** Lets the model go that was not heard of for longest and that nobody may roll back to. */
  private void forgetOldest() {
    if (models.size() <= REMEMBERED) {
      return;
    }
    Set<String> needed = new HashSet<>();
    terms.stream().limit(2).forEach(term -> needed.add(String.valueOf(term.fact().model())));
    models.entrySet().stream()
        .filter(entry -> !needed.contains(entry.getKey()))
        .min(Comparator.comparingLong(entry -> entry.getValue().touched))
        .ifPresent(oldest -> models.remove(oldest.getKey()));
  }

  /** The term that holds, or null where no model was ever promoted. */
  public @Nullable ModelTerm term() {
    return terms.isEmpty() ? null : terms.get(0).fact();
  }

  /** Hash of the promoted model; null where the rules judge alone. */
  public @Nullable String champion() {
    return terms.isEmpty() ? null : terms.get(0).fact().model();
  }

  /** Hash of the newest model, unless it is the champion; null where there is none. */
  public @Nullable String challenger() {
    return newestFirst()
        .map(BroughtModel::model)
        .findFirst()
        .filter(newest -> !newest.equals(champion()))
        .orElse(null);
  }

  private Stream<BroughtModel> newestFirst() {
    return models.values().stream()
        .map(held -> held.brought)
        .filter(brought -> brought != null)
        .sorted(LATEST_FIRST)
        .map(Stamped::fact);
  }

  /** What waits for a second person, or null. */
  public @Nullable ModelProposal proposal() {
    boolean open =
        !proposals.isEmpty()
            && (terms.isEmpty() || LATEST_FIRST.compare(proposals.get(0), terms.get(0)) < 0);
    return open ? proposals.get(0).fact() : null;
  }

  /** What held when, the one that holds first. */
  public List<ModelTerm> terms() {
    return terms.stream().map(Stamped::fact).toList();
  }

  /** Every model that is remembered, newest first. */
  public List<BroughtModel> models() {
    return newestFirst().toList();
  }

  /** The model of that hash as it was brought, or null where it is not known. */
  public @Nullable BroughtModel model(@Nullable String hash) {
    Held held = hash == null ? null : models.get(hash);
    return held == null || held.brought == null ? null : held.brought.fact();
  }

  /** The parts of a model's file in order; null while some are not here. */
  public @Nullable List<String> file(String hash) {
    Held held = models.get(hash);
    return held != null && held.isComplete() ? List.copyOf(held.parts.values()) : null;
  }

  /** The card of a model, or null. */
  public @Nullable BroughtCard card(String hash) {
    Held held = models.get(hash);
    return held == null || held.card == null ? null : held.card.fact();
  }
}
