package io.tillwatch.edge.cli;

import io.tillwatch.edge.camera.vision.KnownModel;
import io.tillwatch.edge.camera.vision.KnownModels;
import io.tillwatch.edge.camera.vision.ModelInForce;
import io.tillwatch.edge.config.CameraConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which trained models a node looks with, and which ones it would accept. */
@Command(
    name = "models",
    description = "Check the trained models that a node looks at faces with.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "check")
final class ModelsCommand implements Runnable {
  private static final String FIELD = "  %-12s%s%n";

  @Mixin private NodeOptions node;

  @Override
  public void run() {
    throw node.nothingNamed();
  }

  @Command(
      name = "check",
      description = {
        "Prints the models in force: hash, licence, training data as far as known, figures.",
        "Then those that are known and not configured.",
        "Exit code: 0 a node would start with them, 1 it would refuse one."
      },
      mixinStandardHelpOptions = true)
  int check() {
    CameraConfig camera = node.settings().camera();
    PrintWriter out = node.out();
    List<ModelInForce> inForce = KnownModels.inForce(camera);
    inForce.forEach(model -> print(out, model));
    if (inForce.stream().noneMatch(model -> model.use() == KnownModel.Use.RECOGNIZER)) {
      out.println("recognizer: none; faces are not compared (camera.models.recognizer)");
    }
    if (inForce.stream().noneMatch(model -> model.use() == KnownModel.Use.LIVENESS)) {
      out.println("liveness: none; prints and screens are not told (camera.models.liveness)");
    }
    out.println("\nKnown, not in force:");
    KnownModels.all().stream()
        .filter(model -> inForce.stream().noneMatch(used -> model.equals(used.known())))
        .forEach(model -> printKnown(out, model));
    out.flush();
    return inForce.stream().allMatch(ModelInForce::allowed) ? 0 : 1;
  }

  private static void print(PrintWriter out, ModelInForce model) {
    KnownModel known = model.known();
    out.println(word(model.use()) + ": " + (known == null ? "unknown" : known.name()));
    out.printf(FIELD, "file", model.file() == null ? "in the jar" : model.file());
    if (model.sha256() == null) {
      out.printf(FIELD, "refused", "expected a file of at most 200 MB there, found none");
      return;
    }
    out.printf(FIELD, "sha256", model.sha256());
    if (known != null) {
      about(out, known);
    } else if (model.allowed()) {
      out.printf(FIELD, "allowed", "by camera.allowUnknownModels; its figures are not calibrated");
    } else {
      out.printf(
          FIELD,
          "refused",
          "not a known file for "
              + model.setting()
              + "; get one of those below, or set"
              + " camera.allowUnknownModels if you trust it");
    }
  }

  private static void printKnown(PrintWriter out, KnownModel model) {
    out.println(word(model.use()) + ": " + model.name());
    out.printf(FIELD, "file", model.file());
    out.printf(FIELD, "sha256", model.sha256());
    about(out, model);
  }

  private static void about(PrintWriter out, KnownModel model) {
    out.printf(FIELD, "licence", model.licence());
    out.printf(FIELD, "trained on", model.trainedOn());
    out.printf(FIELD, "measured", model.measured());
    model.calibration().ifPresent(points -> out.printf(FIELD, "calibrated", points));
  }

  private static String word(KnownModel.Use use) {
    return use.name().toLowerCase(Locale.ROOT);
  }
}
