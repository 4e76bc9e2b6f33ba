package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * Options are written into fields that the compiler's null check takes on trust. So this holds
 * instead: a field is nullable just where its option may be left out and has no default.
 */
class OptionFieldsTest {

  @Command(name = "bad")
  private static final class Bad {
    @Option(names = "--left-out")
    private Path leftOut;

    @Option(names = "--required", required = true)
    private @Nullable Path required;
  }

  @Test
  void isNullableJustWhereNothingMayBeGiven() {
    List<String> faults = new ArrayList<>();

    faults(new CommandLine(new Main()), faults);

    assertThat(faults).isEmpty();
  }

  @Test
  void isSeenToFindBothFaults() {
    List<String> faults = new ArrayList<>();

    faults(new CommandLine(new Bad()), faults);

    assertThat(faults)
        .containsExactlyInAnyOrder(
            "bad --left-out may be null and is not @Nullable",
            "bad --required is @Nullable and never null");
  }

  private static void faults(CommandLine command, List<String> faults) {
    String name = command.getCommandName();
    command.getCommandSpec().args().forEach(arg -> fault(name, arg, faults));
    for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
      faults(each.getValue(), faults);
    }
  }

  /** A default that the environment holds is none where nobody set it. */
  private static boolean hasDefault(ArgSpec arg) {
    String preset = arg.defaultValue();
    return arg.initialValue() != null || (preset != null && !preset.startsWith("${env:"));
  }

  private static void fault(String command, ArgSpec arg, List<String> faults) {
    if (!(arg.userObject() instanceof Field field) || field.getType().isPrimitive()) {
      return;
    }
    String of =
        command + " " + (arg instanceof OptionSpec one ? one.longestName() : arg.paramLabel());
    boolean given = arg.required() || hasDefault(arg);
    boolean nullable = field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (!given && !nullable) {
      faults.add(of + " may be null and is not @Nullable");
    } else if (given && nullable) {
      faults.add(of + " is @Nullable and never null");
    }
  }
}
