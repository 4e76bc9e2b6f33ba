package io.tillwatch.edge.cli;

import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import io.tillwatch.edge.config.ClusterConfig;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.HttpConfig;
import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.TlsConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.binding.ConfigProblem;
import io.tillwatch.edge.config.files.DataDirectory;
import io.tillwatch.edge.config.files.PemFiles;
import io.tillwatch.edge.config.keys.ApiKeys;
import io.tillwatch.edge.config.keys.ClusterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files and folders that a conf names, as a start would use them, and makes none: what
 * a node would stumble over later, or should not be without, is named before anything starts.
 */
public final class ConfigFiles {
  private final EdgeConfig config;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private ConfigFiles(EdgeConfig config) {
    this.config = config;
  }

  /** Everything that a start could not use. */
  public static List<ConfigProblem> problems(EdgeConfig config) {
    ConfigFiles files = new ConfigFiles(config);
    files.http();
    files.secrets();
    files.redis();
    files.camera();
    files.clusterTls();
    files.log();
    return files.problems;
  }

  /** No file, but what only the whole of the settings shows. */
  private void http() {
    HttpConfig http = config.http();
    if (!ClusterConfig.isLoopback(http.host()) && http.trustedProxies().isEmpty()) {
      refuse(
          "http.host",
          "listens beyond loopback (" + http.host() + ") and there is no proxy that encrypts",
          "put one in front and name its address in http.trustedProxies"
              + " (TILLWATCH_HTTP_TRUSTED_PROXIES), or set http.host to 127.0.0.1");
    }
  }

  private void secrets() {
    attempt(() -> DataDirectory.check(config.dataDir()));
    attempt(() -> ClusterKey.check(config.cluster()));
    attempt(() -> ApiKeys.check(config));
    attempt(() -> config.fraud().externalScore().bearer());
  }

  private void redis() {
    RedisConfig redis = config.redis();
    boolean external = redis.mode() == RedisConfig.Mode.EXTERNAL;
    if (redis.passwordFile() != null && (external || Files.exists(redis.passwordFile()))) {
      readable("redis.passwordFile", redis.passwordFile());
    }
    pem("redis.caFile", redis.caFile(), PemFiles::whyNoCertificate, authority());
    String program = redis.executable();
    boolean named = !program.equals("bundled") && !program.equals("path");
    if (!external && named && !Files.isExecutable(Path.of(program))) {
      refuse(
          "redis.executable",
          program + " is not a program that this user may run",
          "name a redis-server, or set it to bundled or path");
    }
  }

  private void camera() {
    CameraConfig camera = config.camera();
    camera("camera.source", camera.source());
    camera.lanes().forEach((lane, source) -> camera("camera.lanes." + lane, source));
    readable("camera.models.detector", camera.models().detector());
    readable("camera.models.recognizer", camera.models().recognizer());
    readable("camera.models.liveness", camera.models().liveness());
  }

  private void camera(String setting, CameraSource source) {
    if (source.kind() == CameraSource.Kind.FOLDER || source.kind() == CameraSource.Kind.FILE) {
      readable(setting, Path.of(source.location()));
    }
  }

  private void clusterTls() {
    TlsConfig tls = config.cluster().tls();
    if (!tls.enabled()) {
      return;
    }
    pem(
        "cluster.tls.certFile",
        tls.certFile(),
        PemFiles::whyNoCertificate,
        "name this node's certificate chain, PEM");
    pem(
        "cluster.tls.keyFile",
        tls.keyFile(),
        PemFiles::whyNoPrivateKey,
        "make one with: openssl pkcs8 -topk8 -nocrypt -in KEY");
    pem("cluster.tls.caFile", tls.caFile(), PemFiles::whyNoCertificate, authority());
  }

  private void log() {
    Path file = config.log().file();
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      return;
    }
    boolean unusable =
        Files.isDirectory(file)
            || (Files.exists(folder) && !Files.isDirectory(folder))
            || (Files.exists(file) && !Files.isWritable(file));
    if (unusable) {
      refuse(
          "log.file",
          file + " cannot be written",
          "set log.file (TILLWATCH_LOG_FILE) to a file in a folder that this user can write");
    }
  }

  private static String authority() {
    return "name the certificate of the authority that signed, PEM";
  }

  /** What says why a PEM file is of no use, or null where it is. */
  private interface Inspection {
    @Nullable String faultOf(Path file);
  }

  /** Refuses a file that is named and cannot be read, or does not hold what it must. */
  private void pem(String setting, @Nullable Path file, Inspection inspection, String remedy) {
    readable(setting, file);
    if (file != null && Files.isReadable(file)) {
      refuse(setting, inspection.faultOf(file), remedy);
    }
  }

  /** Refuses a file that is named and cannot be read. */
  private void readable(String setting, @Nullable Path file) {
    if (file != null && !Files.isReadable(file)) {
      refuse(
          setting,
          file + " is not there or cannot be read",
          "correct the path; relative ones start at " + Path.of("").toAbsolutePath());
    }
  }

  private void refuse(String setting, @Nullable String problem, String remedy) {
    if (problem != null) {
      problems.add(new ConfigProblem(setting, problem, remedy));
    }
  }

  private void attempt(Runnable check) {
    try {
      check.run();
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
  }
}
