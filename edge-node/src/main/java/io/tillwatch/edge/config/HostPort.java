package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Require;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a peer listens.
 *
 * @param host name, IPv4 address or IPv6 address without brackets
 * @param port 1..65535
 */
public record HostPort(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:]+)]|([^:\\s]+)):(\\d{1,5})");

  public HostPort {
    Require.port("port", port);
  }

  public static HostPort parse(String text) {
    Matcher parts = FORM.matcher(text.trim());
    if (!parts.matches()) {
      throw new IllegalArgumentException("must be host:port, for example 127.0.0.1:5701");
    }
    String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
    return new HostPort(host, Integer.parseInt(parts.group(3)));
  }

  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
