package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.videoio.VideoCapture;
import org.opencv.videoio.Videoio;

/** What OpenCV's own capture opens: a V4L2 device, MJPEG in AVI, a numbered image sequence. */
public final class OpenCvSource implements FrameSource {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int QUALITY = 95;

  private final String description;
  private final SourceKind kind;
  private final @Nullable Path file;
  private final int device;

  private OpenCvSource(String description, SourceKind kind, @Nullable Path file, int device) {
    this.description = description;
    this.kind = kind;
    this.file = file;
    this.device = device;
  }

  public static OpenCvSource device(int index) {
    return new OpenCvSource("device:" + index, SourceKind.LIVE_CAMERA, null, index);
  }

  static OpenCvSource file(Path path) {
    return new OpenCvSource("file:" + path, SourceKind.FILE, path, -1);
  }

  @Override
  public Stream open() {
    OpenCvLibrary.load();
    return new Capture();
  }

  private VideoCapture capture() {
    if (file != null && !Files.exists(file) && !file.toString().contains("%")) {
      throw new CameraUnavailableException("Expected a file at " + file + ", found none");
    }
    VideoCapture capture = new VideoCapture();
    boolean opened =
        file == null
            ? capture.open(device, Videoio.CAP_ANY)
            : capture.open(file.toString(), Videoio.CAP_ANY);
    if (!opened) {
      capture.release();
      throw new CameraUnavailableException(
          file == null
              ? "No camera answers as "
                  + description
                  + "; is it plugged in, and may this user read /dev/video"
                  + device
                  + "?"
              : file + " is no video that can be read; use .mjpeg, or MJPEG in .avi");
    }
    if (file == null) {
      capture.set(Videoio.CAP_PROP_FRAME_WIDTH, WIDTH);
      capture.set(Videoio.CAP_PROP_FRAME_HEIGHT, HEIGHT);
      capture.set(Videoio.CAP_PROP_BUFFERSIZE, 1);
    }
    return capture;
  }

  private final class Capture implements Stream {
    private VideoCapture capture = capture();

    @Override
    public byte[] read() {
      try (MatScope mats = new MatScope()) {
        Mat picture = mats.mat();
        boolean read = capture.read(picture);
        if (!read && file != null) {
          capture.release();
          capture = capture();
          read = capture.read(picture);
        }
        if (!read || picture.empty()) {
          throw new CameraUnavailableException(description + " gives no more pictures");
        }
        MatOfByte jpeg = mats.track(new MatOfByte());
        MatOfInt options = mats.track(new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY));
        Imgcodecs.imencode(".jpg", picture, jpeg, options);
        return jpeg.toArray();
      }
    }

    @Override
    public Duration pace() {
      return file == null ? Duration.ZERO : Duration.ofMillis(40);
    }

    @Override
    public void close() {
      capture.release();
    }
  }

  @Override
  public SourceKind kind() {
    return kind;
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public int warmUp() {
    return file == null ? 4 : 0;
  }
}
