package io.tillwatch.edge.fraud.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.tillwatch.core.fraud.model.UnusableModelException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model files that are broken or made to hurt: each is refused in a sentence, within bounds. */
class HostileModelFilesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path SOUND = Path.of("src/test/resources/models/xgboost-3.0.json");
  private static final int LONGEST_SENTENCE = 300;
  private static final int CUTS = 170;
  private static final long MOST_ALLOCATED = 64L << 20;
  private static final String BIG = "9".repeat(40_000);

  static Stream<Named<byte[]>> files() {
    return Stream.concat(made(), cut());
  }

  /** A sound file that ends too early, anywhere. */
  private static Stream<Named<byte[]>> cut() {
    byte[] sound = sound();
    Random random = new Random(3);
    return IntStream.range(0, CUTS)
        .map(i -> 1 + random.nextInt(sound.length - 1))
        .mapToObj(at -> Named.of("cut at " + at, Arrays.copyOf(sound, at)));
  }

  private static Stream<Named<byte[]>> made() {
    return Stream.of(
        text("nothing", ""),
        text("not JSON", "binf\u0000\u0001\u0002"),
        text("an array", "[]"),
        text("an object without a learner", "{}"),
        text("a learner that is text", "{\"learner\":\"x\"}"),
        text("deep nesting", "{\"a\":".repeat(10_000)),
        text("deep arrays in a member that is skipped", "{\"a\":" + "[".repeat(100_000)),
        text("a number of forty thousand digits", "{\"learner\":{\"x\":" + BIG + "}}"),
        text("a name of forty thousand letters", "{\"" + BIG + "\":1}"),
        text("one member twice", "{\"learner\":{},\"learner\":{}}"),
        text("something behind it", new String(sound(), StandardCharsets.UTF_8) + "{}"),
        changed("a child that is its parent", tree -> array(tree, "left_children").set(0, 0)),
        changed("a child beyond the rows", tree -> array(tree, "left_children").set(0, 7)),
        changed("a child before the rows", tree -> array(tree, "right_children").set(0, -5)),
        changed("one child", tree -> array(tree, "right_children").set(0, -1)),
        changed("two parents", tree -> array(tree, "right_children").set(0, 1)),
        changed("a node that hangs nowhere", HostileModelFilesTest::addLooseNode),
        changed("columns of two lengths", tree -> array(tree, "split_conditions").remove(2)),
        changed("no column of children", tree -> tree.remove("left_children")),
        changed("a feature that is not there", tree -> array(tree, "split_indices").set(0, 4)),
        changed("a feature below nought", tree -> array(tree, "split_indices").set(0, -1)),
        changed("a feature beyond an int", tree -> array(tree, "split_indices").set(0, 1L << 40)),
        changed("an infinite leaf", tree -> array(tree, "split_conditions").set(1, 1e39)),
        changed("a leaf as text", tree -> array(tree, "split_conditions").set(1, "1")),
        changed("no cover", tree -> array(tree, "sum_hessian").set(0, 0)),
        changed("a negative cover", tree -> array(tree, "sum_hessian").set(1, -3)),
        changed("splits by category", tree -> array(tree, "split_type").set(0, 1)),
        changed("categories", tree -> array(tree, "categories").add(1)),
        changed("a leaf of several values", HostileModelFilesTest::widenLeaf),
        learner("another objective", "/objective", "name", "reg:squarederror"),
        learner("an objective as long as a book", "/objective", "name", BIG),
        learner("dart", "/gradient_booster", "name", "dart"),
        learner("a linear booster", "/gradient_booster", "name", "gblinear"),
        learner("no features", "/learner_model_param", "num_feature", "0"),
        learner("too many features", "/learner_model_param", "num_feature", "2000000000"),
        learner("fewer features than names", "/learner_model_param", "num_feature", "3"),
        learner("a base score of one", "/learner_model_param", "base_score", "1E0"),
        learner("a base score that is none", "/learner_model_param", "base_score", "NaN"),
        learner("several base scores", "/learner_model_param", "base_score", "[5E-1,5E-1]"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedInOneSentence(byte[] file) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    Throwable refused = catchThrowable(() -> XgboostModelFile.read(file));

    assertThat(refused).isExactlyInstanceOf(UnusableModelException.class);
    assertThat(refused.getMessage()).hasSizeBetween(10, LONGEST_SENTENCE).doesNotContain("\n");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
  }

  @Test
  void isTakenWhereNothingIsWrong() {
    assertThat(XgboostModelFile.read(sound()).trees().features()).isEqualTo(4);
  }

  @Test
  void isRefusedByItsLengthBeforeItIsRead() {
    assertThatThrownBy(() -> XgboostModelFile.read(new byte[XgboostModelFile.MOST_BYTES + 1]))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("at most");
  }

  @Test
  void costsNoMoreThanItsBytesTimesAFewWhereItHasMillionsOfEmptyTrees() {
    String trees = "{},".repeat(XgboostModelFile.MOST_BYTES / 4);
    byte[] file =
        ("{\"learner\":{\"gradient_booster\":{\"model\":{\"trees\":[" + trees + "{}]}}}}")
            .getBytes(StandardCharsets.UTF_8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThatThrownBy(() -> XgboostModelFile.read(file))
        .isInstanceOf(UnusableModelException.class);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
  }

  private static Named<byte[]> text(String name, String text) {
    return Named.of(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Named<byte[]> changed(String name, Consumer<ObjectNode> change) {
    return made(
        name,
        root -> change.accept((ObjectNode) root.at("/learner/gradient_booster/model/trees/0")));
  }

  private static Named<byte[]> learner(String name, String at, String member, String value) {
    return made(name, root -> ((ObjectNode) root.at("/learner" + at)).put(member, value));
  }

  private static Named<byte[]> made(String name, Consumer<ObjectNode> change) {
    try {
      ObjectNode root = (ObjectNode) MAPPER.readTree(sound());
      change.accept(root);
      return Named.of(name, MAPPER.writeValueAsBytes(root));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ArrayNode array(ObjectNode tree, String column) {
    return (ArrayNode) tree.get(column);
  }

  private static void addLooseNode(ObjectNode tree) {
    array(tree, "left_children").add(-1);
    array(tree, "right_children").add(-1);
    array(tree, "split_indices").add(0);
    array(tree, "split_conditions").add(0.5);
    array(tree, "default_left").add(0);
    array(tree, "sum_hessian").add(1);
    array(tree, "split_type").add(0);
  }

  private static void widenLeaf(ObjectNode tree) {
    ((ObjectNode) tree.get("tree_param")).put("size_leaf_vector", "3");
  }

  private static byte[] sound() {
    try {
      return Files.readAllBytes(SOUND);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
