package io.tillwatch.tools.faces;

import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.camera.source.MjpegReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Reads pictures and clips. */
final class Pictures {
  private Pictures() {}

  static Mat decoded(byte[] picture, MatScope mats) {
    return mats.track(
        Imgcodecs.imdecode(mats.track(new MatOfByte(picture)), Imgcodecs.IMREAD_COLOR));
  }

  /** Drawn rooms without anybody. */
  static List<byte[]> emptyRooms(int count) {
    return IntStream.range(0, count).mapToObj(DemoPictures::facelessJpeg).toList();
  }

  /** Whether most frames of a clip show the same pixels as the one before, as no camera does. */
  static boolean isStill(List<byte[]> frames) {
    int same = 0;
    for (int i = 1; i < frames.size(); i++) {
      try (MatScope mats = new MatScope()) {
        Mat before = decoded(frames.get(i - 1), mats);
        Mat now = decoded(frames.get(i), mats);
        boolean comparable = before.size().equals(now.size());
        same += comparable && Core.norm(before, now, Core.NORM_INF) == 0 ? 1 : 0;
      }
    }
    return 2 * same >= frames.size() - 1;
  }

  static List<byte[]> frames(Path clip) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(clip))) {
      MjpegReader reader = new MjpegReader(in);
      for (byte[] jpeg = reader.next(); jpeg != null; jpeg = reader.next()) {
        frames.add(jpeg);
      }
    }
    return frames;
  }
}
