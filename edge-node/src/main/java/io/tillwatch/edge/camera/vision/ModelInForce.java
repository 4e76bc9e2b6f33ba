package io.tillwatch.edge.camera.vision;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model that a node's settings name, or that the jar carries.
 *
 * @param setting which setting names it
 * @param file null where the jar carries it
 * @param sha256 of what lies there; null where no file does
 * @param known null where nobody knows it
 * @param allowed whether a node uses it: it is known for this use, or unknown ones are allowed
 */
public record ModelInForce(
    String setting,
    KnownModel.Use use,
    @Nullable Path file,
    @Nullable String sha256,
    @Nullable KnownModel known,
    boolean allowed) {

  static ModelInForce inJar(KnownModel model) {
    return new ModelInForce("", model.use(), null, model.sha256(), model, true);
  }

  static ModelInForce of(String setting, KnownModel.Use use, Path file, boolean any) {
    Optional<String> sha256 = ModelFile.hash(file);
    Optional<KnownModel> known = sha256.flatMap(hash -> KnownModels.find(use, hash));
    return new ModelInForce(
        setting,
        use,
        file,
        sha256.orElse(null),
        known.orElse(null),
        sha256.isPresent() && (any || known.isPresent()));
  }
}
