package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.Require;
import java.nio.file.Path;

/**
 * How photos of faces are kept.
 *
 * @param keyFile the key that wraps this store's photo keys; {@code <dataDir>/photos.key} where
 *     absent, made once
 * @param retentionDays how long a photo is kept after it was taken; 0: the return window
 */
public record PhotosConfig(@OptionalSetting Path keyFile, @Default("0") int retentionDays) {
  public PhotosConfig {
    Require.between("retentionDays", retentionDays, 0, 3650);
  }

  /** The same, with the key where a node's own folder is. */
  PhotosConfig in(Path dataDir) {
    return keyFile != null ? this : new PhotosConfig(dataDir.resolve("photos.key"), retentionDays);
  }
}
