package io.tillwatch.edge.cli;

import io.tillwatch.edge.EdgeNode;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.LogConfig;
import io.tillwatch.edge.config.files.PrivateFile;
import io.tillwatch.edge.web.access.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Hands the operator the links that open a page once. To standard output, which the operator or
 * whoever started the node reads; where that is known to be kept (systemd's journal), or {@code
 * log.links} says so, to a file that only this user can read.
 */
final class SignInLinks {
  private static final String JOURNAL = "JOURNAL_STREAM";

  private SignInLinks() {}

  static void print(EdgeConfig config, EdgeNode node, PrintWriter out) throws IOException {
    String links =
        "  dashboard  %s%n  kiosk      %s%n".formatted(node.link(Page.DASH), node.link(Page.KIOSK));
    out.println(config.store().name() + " is open.");
    if (toFile(config.log())) {
      Path file = config.dataDir().resolve("links.txt");
      PrivateFile.replace(file, links);
      out.println("  links      " + file + " (each opens its page once)");
    } else {
      out.print(links);
    }
    out.println("  API keys   " + config.keysFile());
    out.flush();
  }

  private static boolean toFile(LogConfig log) {
    return log.links() == LogConfig.Links.FILE
        || (log.links() == LogConfig.Links.AUTO && isJournal(System.getenv(JOURNAL)));
  }

  /** Whether standard output is the stream that systemd named, device and inode, and keeps. */
  private static boolean isJournal(String stream) {
    Path output = Path.of("/proc/self/fd/1");
    try {
      return stream != null
          && stream.equals(
              Files.getAttribute(output, "unix:dev")
                  + ":"
                  + Files.getAttribute(output, "unix:ino"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
