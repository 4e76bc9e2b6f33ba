package io.tillwatch.edge.camera.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.camera.Presence.Person;
import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.camera.source.MjpegReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is still there, by the texture of faces alone: clips of two people, and portraits. */
class VisitMatcherIT {
  private static final int EVERY = 4;

  private final FaceInspector inspector = new FaceInspector(VisionSettings.withoutModels(true));

  @Test
  void knowsWhoIsStillThereFromWhoIsNot() throws IOException {
    Path faces = requireFaces();
    List<byte[]> man = frames(faces.resolve("video/male.mjpeg"));
    List<byte[]> woman = frames(faces.resolve("video/female.mjpeg"));
    Map<Person, Integer> stayed = new EnumMap<>(Person.class);
    Map<Person, Integer> changed = new EnumMap<>(Person.class);

    for (byte[] photo : man) {
      man.forEach(now -> count(photo, now, stayed));
      woman.forEach(now -> count(photo, now, changed));
    }

    System.out.println("same visit, by texture: stayed " + stayed + ", changed " + changed);
    assertThat(stayed.get(Person.SAME)).isGreaterThan(100);
    assertThat(stayed).doesNotContainKey(Person.OTHER);
    assertThat(changed.get(Person.OTHER)).isGreaterThan(20);
    assertThat(changed).doesNotContainKey(Person.SAME);
  }

  private void count(byte[] photo, byte[] now, Map<Person, Integer> counts) {
    Presence presence = inspector.stillThere(photo, now);
    counts.merge(presence.person(), 1, Integer::sum);
  }

  private static List<byte[]> frames(Path clip) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(clip))) {
      int number = 0;
      MjpegReader reader = new MjpegReader(in);
      for (byte[] jpeg = reader.next(); jpeg != null; jpeg = reader.next()) {
        if (number++ % EVERY == 0) {
          frames.add(jpeg);
        }
      }
    }
    return frames;
  }

  private static Path requireFaces() {
    var faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    return faces.get();
  }
}
