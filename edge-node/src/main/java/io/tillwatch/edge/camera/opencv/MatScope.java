package io.tillwatch.edge.camera.opencv;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;

/**
 * Releases every {@code Mat} that was made within it. Their memory is native: left to the garbage
 * collector, 3,000 frames take 3.3 GB.
 */
public final class MatScope implements AutoCloseable {
  private final List<Mat> mats = new ArrayList<>();

  public Mat mat() {
    return track(new Mat());
  }

  public <M extends Mat> M track(M mat) {
    mats.add(mat);
    return mat;
  }

  @Override
  public void close() {
    mats.forEach(Mat::release);
    mats.clear();
  }
}
