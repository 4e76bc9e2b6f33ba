package io.tillwatch.edge.web.http;

import io.tillwatch.edge.web.problem.Problem;
import io.tillwatch.edge.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: behind an item of it, whatever has joined the list meanwhile. */
public final class Cursor {
  private Cursor() {}

  /** The text for {@code nextCursor}. */
  public static String behind(String list, String item) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((list + "\n" + item).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The item behind which the caller wants to go on; null for the first page.
   *
   * @param list the list asked for; throws ProblemException 400 for the cursor of another one, or
   *     for anything else that {@link #behind} did not write
   */
  public static @Nullable String read(String list, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String prefix = list + "\n";
      if (plain.startsWith(prefix)) {
        String item = plain.substring(prefix.length());
        if (!item.isEmpty() && behind(list, item).equals(text)) {
          return item;
        }
      }
    } catch (IllegalArgumentException e) {
      // told below: not Base64
    }
    throw invalid();
  }

  public static ProblemException invalid() {
    return Problem.at(
            400, "INVALID_CURSOR", "?cursor", "send nextCursor of the page before, unchanged")
        .exception();
  }
}
