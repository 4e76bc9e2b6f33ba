package io.tillwatch.edge.cli;

import io.tillwatch.core.ledger.AuditChain;
import io.tillwatch.edge.config.binding.ConfigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks that an audit export is whole and unchanged. */
@Command(
    name = "verify-audit",
    description = {
      "Checks an export of GET /api/v1/audit/export: every line follows the one before it,",
      "none was changed, and the last one is there.",
      "Exit code: 0 whole, 1 not whole or changed, 2 nothing could be checked."
    },
    mixinStandardHelpOptions = true)
final class VerifyAuditCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "the export (default: standard input)")
  private @Nullable Path file;

  @Option(
      names = "--previous",
      paramLabel = "HASH",
      description = "hash of the last line of the export that this one goes on from")
  private @Nullable String previous;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (previous != null && !AuditChain.isHash(previous)) {
      throw new ConfigException(
          "--previous",
          "must be 64 hexadecimal digits, found '" + previous + "': nothing was checked",
          "give the hash that the check of the export before printed");
    }
    try (BufferedReader lines = new BufferedReader(reader())) {
      AuditChain chain = check(lines);
      spec.commandLine()
          .getOut()
          .println(chain.lines() + " lines, whole and unchanged; the last hash is " + chain.last());
      return 0;
    } catch (CharacterCodingException e) {
      throw unchecked("is no text in UTF-8");
    } catch (NoSuchFileException e) {
      throw unchecked("is not there");
    } catch (IOException e) {
      throw unchecked("cannot be read");
    }
  }

  private ConfigException unchecked(String why) {
    return new ConfigException(
        "FILE",
        (file == null ? "standard input" : file) + " " + why + ": nothing was checked",
        "name a file that GET /api/v1/audit/export answered");
  }

  private AuditChain check(BufferedReader lines) throws IOException {
    AuditChain chain = new AuditChain(previous == null ? AuditChain.GENESIS : previous);
    boolean ended = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try {
        chain.follow(line);
      } catch (IllegalArgumentException e) {
        throw new CommandFailedException("line " + (chain.lines() + 1) + " " + e.getMessage());
      }
      ended = line.contains("\",\"kind\":\"END\",");
    }
    if (!ended) {
      throw new CommandFailedException("the export breaks off: its last line, END, is missing");
    }
    return chain;
  }

  private Reader reader() throws IOException {
    return file == null
        ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
        : Files.newBufferedReader(file);
  }
}
