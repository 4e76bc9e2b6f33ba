package io.tillwatch.tools.faces;

import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.camera.vision.VisionSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Memory over many frames, in a process of its own: with a heap that is whole from the start, what
 * the process grows by is native memory.
 */
public final class MemoryRun {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int WARM_UP = 1000;
  private static final long MOST_KILOBYTES = 10_240;
  private static final String WANTED = "<= 10 MB";

  private MemoryRun() {}

  /** Runs it, and reads its answer. */
  static Figure measure(Path folder, int frames) throws IOException, InterruptedException {
    String what = "memory over %,d frames".formatted(frames);
    if (!Files.exists(STATUS)) {
      return Figure.notShown(what, WANTED, "resident memory is read from /proc, which is not here");
    }
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryRun.class.getName(),
                folder.toString(),
                Integer.toString(frames))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (run.waitFor() != 0 || !answer.matches("-?\\d+ \\d+")) {
      return Figure.notShown(what, WANTED, "the process failed: " + answer);
    }
    long grown = Long.parseLong(answer.split(" ")[0]);
    double all = Long.parseLong(answer.split(" ")[1]) / 1024.0;
    return Figure.of(
        what,
        WANTED,
        grown <= MOST_KILOBYTES,
        String.format(Locale.ROOT, "%+.1f MB of %.0f MB", grown / 1024.0, all));
  }

  /**
   * Inspects frames, and prints by how many kilobytes that let the process grow, and how many it
   * has.
   *
   * @param args folder of the set, number of frames
   */
  public static void main(String[] args) throws IOException {
    List<byte[]> pictures = pictures(FaceSet.in(Path.of(args[0])));
    FaceInspector inspector = new FaceInspector(VisionSettings.withoutModels(true));
    int frames = Integer.parseInt(args[1]);
    inspect(inspector, pictures, Math.min(frames, WARM_UP));
    long before = residentKilobytes();
    inspect(inspector, pictures, frames);
    long after = residentKilobytes();
    System.out.println((after - before) + " " + after);
  }

  private static List<byte[]> pictures(FaceSet set) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (Path clip : set.clips()) {
      pictures.addAll(Pictures.frames(clip));
    }
    for (FaceSet.Portrait portrait : set.portraits()) {
      pictures.add(Files.readAllBytes(portrait.file()));
    }
    pictures.addAll(Pictures.emptyRooms(10));
    return pictures;
  }

  private static void inspect(FaceInspector inspector, List<byte[]> pictures, int count) {
    for (int i = 0; i < count; i++) {
      inspector.inspect(pictures.get(i % pictures.size()), SourceKind.UPLOAD);
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
