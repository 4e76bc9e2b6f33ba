package io.tillwatch.core.fraud.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which model judges, by facts that come in any order. */
class ModelBookTest {
  private static final Instant AT = Instant.parse("2026-05-04T12:00:00Z");

  /** A fact and its hybrid logical clock. */
  private record Stamped(Record fact, long hlc) {}

  private final List<Stamped> told = new ArrayList<>();

  private void brought(String model, int parts, long hlc) {
    for (int i = 0; i < parts; i++) {
      String id = ModelPart.idFor(model, i);
      told.add(new Stamped(new ModelPart(id, "store-a", model, i, model + i), hlc));
    }
    told.add(
        new Stamped(new BroughtModel("m" + hlc, AT, "store-a", model, 100, parts, "key_1"), hlc));
  }

  private void proposed(String model, long hlc) {
    told.add(new Stamped(new ModelProposal("p" + hlc, AT, "store-a", model, "key_1", null), hlc));
  }

  private void began(@Nullable String model, long hlc) {
    told.add(
        new Stamped(new ModelTerm("t" + hlc, AT, "store-b", model, "key_1", "key_2", null), hlc));
  }

  private ModelBook book() {
    ModelBook book = new ModelBook();
    told.forEach(each -> assertThat(book.learn(each.fact(), each.hlc())).isTrue());
    return book;
  }

  @Test
  void theNewestModelIsChallengerUntilItIsPromoted() {
    brought("one", 2, 10);
    assertThat(book().champion()).isNull();
    assertThat(book().challenger()).isEqualTo("one");

    began("one", 20);
    assertThat(book().champion()).isEqualTo("one");
    assertThat(book().challenger()).isNull();

    brought("two", 1, 30);
    assertThat(book().champion()).isEqualTo("one");
    assertThat(book().challenger()).isEqualTo("two");

    began(null, 40);
    assertThat(book().champion()).isNull();
    assertThat(book().terms()).extracting(ModelTerm::model).containsExactly(null, "one");
  }

  @Test
  void aProposalIsVoidOnceAnotherTermBegins() {
    brought("one", 1, 10);
    proposed("one", 20);
    assertThat(book().proposal().model()).isEqualTo("one");

    began("one", 30);
    assertThat(book().proposal()).isNull();
    proposed("one", 25);
    assertThat(book().proposal()).as("told late, and older than the term").isNull();
  }

  @Test
  void aFileIsHereOnceAllItsPartsAre() {
    brought("one", 3, 10);
    Stamped last = told.remove(2);
    ModelBook book = book();
    assertThat(book.file("one")).isNull();

    book.learn(last.fact(), last.hlc());

    assertThat(book.file("one")).containsExactly("one0", "one1", "one2");
  }

  @Test
  void partsThatNoModelHasAreNotKept() {
    ModelBook book = new ModelBook();
    book.learn(new ModelPart("x", "store-a", "one", -1, "x"), 1);
    book.learn(new ModelPart("x", "store-a", "one", ModelPart.MOST_PARTS, "x"), 1);
    book.learn(new ModelPart("x", "store-a", "one", 0, "x".repeat(ModelPart.MOST_DATA + 1)), 1);
    book.learn(new BroughtModel("m", AT, "store-a", "one", 1, 1, "key_1"), 2);

    assertThat(book.file("one")).isNull();
  }

  @Test
  void everyOrderAndEveryRepetitionComesToTheSame() {
    for (int i = 1; i <= 4; i++) {
      brought("model" + i, 2, 10L * i);
    }
    began("model1", 50);
    proposed("model2", 60);
    began("model2", 70);
    proposed("model3", 80);
    told.addAll(List.copyOf(told));
    for (int seed = 0; seed < 30; seed++) {
      Collections.shuffle(told, new Random(seed));
      ModelBook book = book();

      assertThat(book.champion()).isEqualTo("model2");
      assertThat(book.challenger()).isEqualTo("model4");
      assertThat(book.proposal().model()).isEqualTo("model3");
      assertThat(book.terms()).hasSize(2);
    }
  }

  @Test
  void forgetsOldModelsButNotTheOnesThatOneMayRollBackTo() {
    brought("first", 1, 1);
    brought("second", 1, 2);
    began("first", 3);
    began("second", 4);
    for (int i = 0; i < 30; i++) {
      brought("later" + i, 1, 10 + i);
    }
    ModelBook book = book();

    assertThat(book.file("first")).isNotNull();
    assertThat(book.file("second")).isNotNull();
    assertThat(book.models()).hasSizeLessThanOrEqualTo(12);
    assertThat(book.challenger()).isEqualTo("later29");
  }
}
