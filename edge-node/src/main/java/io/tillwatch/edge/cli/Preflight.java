package io.tillwatch.edge.cli;

import io.tillwatch.core.fraud.InvalidRulesException;
import io.tillwatch.edge.checkout.CatalogFile;
import io.tillwatch.edge.config.ClusterConfig;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.binding.ConfigProblem;
import io.tillwatch.edge.fraud.RulesFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks, before anything starts, whether the files that were named can be used and the ports are
 * free, so that a node starts whole or not at all. Redis looks after its own port.
 */
final class Preflight {
  private final List<ConfigProblem> problems = new ArrayList<>();

  private Preflight() {}

  /**
   * @throws ConfigException naming every file that cannot be used, and where in it
   */
  static void checkFiles(EdgeConfig config) {
    Preflight preflight = new Preflight();
    preflight.problems.addAll(ConfigFiles.problems(config));
    preflight.rules(config.fraud().rulesFile());
    preflight.catalog(config.fraud().catalogFile());
    preflight.end();
  }

  /**
   * @throws ConfigException naming every port that is taken
   */
  static void checkPorts(EdgeConfig config) {
    Preflight preflight = new Preflight();
    preflight.free("http.port", "TILLWATCH_HTTP_PORT", config.http().host(), config.http().port());
    ClusterConfig cluster = config.cluster();
    preflight.free("cluster.port", "TILLWATCH_CLUSTER_PORT", cluster.host(), cluster.port());
    if (cluster.eventBusPort() != 0) {
      preflight.free(
          "cluster.eventBusPort",
          "TILLWATCH_CLUSTER_EVENT_BUS_PORT",
          cluster.host(),
          cluster.eventBusPort());
    }
    if (cluster.tls().enabled()) {
      preflight.free(
          "cluster.tls.httpPort",
          "TILLWATCH_CLUSTER_TLS_HTTP_PORT",
          cluster.host(),
          cluster.tlsHttpAddress().port());
    }
    preflight.end();
  }

  private void rules(Path file) {
    try {
      RulesFile.read(file);
    } catch (InvalidRulesException e) {
      problems.add(
          new ConfigProblem(
              "fraud.rulesFile",
              e.getMessage(),
              "correct the file; conf/rules.yaml, as it is shipped, names every rule"));
    }
  }

  private void catalog(Path file) {
    try {
      CatalogFile.load(file);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
  }

  private void free(String setting, String env, String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      problems.add(
          new ConfigProblem(
              setting,
              "port " + port + " on " + host + " cannot be used: " + e.getMessage(),
              "stop what uses it, or set " + setting + " (" + env + ") to a free one"));
    }
  }

  private void end() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
