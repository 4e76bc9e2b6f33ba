package io.tillwatch.edge.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A node that made-up visits are sent to.
 *
 * @param key its API key for kiosks
 */
record SimulatedStore(URI base, String key) {

  /**
   * Reads what {@code --store} says, {@code URL=KEYFILE}.
   *
   * @param allowRemote whether it may be on another machine
   * @param spec the command that is told where it is wrong
   */
  static SimulatedStore parse(String store, boolean allowRemote, CommandSpec spec) {
    int equals = store.indexOf('=');
    if (equals < 1) {
      throw refused(spec, "--store must be URL=KEYFILE, found " + store);
    }
    URI base = base(store.substring(0, equals), spec);
    if (!allowRemote && !isLoopback(base)) {
      throw refused(spec, base + " is not on this machine; add --allow-remote if you mean it");
    }
    return new SimulatedStore(base, kioskKey(Path.of(store.substring(equals + 1))));
  }

  private static URI base(String url, CommandSpec spec) {
    try {
      URI base = URI.create(url);
      if (base.getHost() != null && base.getScheme().matches("https?")) {
        return base;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw refused(spec, "--store must begin with http://HOST:PORT, found " + url);
  }

  private static String kioskKey(Path file) {
    try {
      Map<String, String> keys =
          new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
      String key = keys.get("kiosk");
      if (key != null) {
        return key;
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "no keys in " + file + "; name the node's keys file after the URL", e);
    }
    throw new CommandFailedException(file + " has no key for the role kiosk");
  }

  private static boolean isLoopback(URI base) {
    try {
      return InetAddress.getByName(base.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static ParameterException refused(CommandSpec spec, String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
