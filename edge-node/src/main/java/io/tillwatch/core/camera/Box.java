package io.tillwatch.core.camera;

/** Where a face is in its picture, in pixels of the upright picture. */
public record Box(int x, int y, int width, int height) {
  public Box {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "A box needs a width and a height above 0, found " + width + " x " + height);
    }
  }

  public long area() {
    return (long) width * height;
  }

  /** The same box in a picture enlarged by {@code factor}. */
  public Box scaled(double factor) {
    return new Box(
        (int) Math.round(x * factor),
        (int) Math.round(y * factor),
        Math.max(1, (int) Math.round(width * factor)),
        Math.max(1, (int) Math.round(height * factor)));
  }

  /** The part of this box that lies inside a picture of this size; at least one pixel. */
  public Box within(int pictureWidth, int pictureHeight) {
    int left = Math.min(Math.max(x, 0), pictureWidth - 1);
    int top = Math.min(Math.max(y, 0), pictureHeight - 1);
    int right = Math.min(Math.max(x + width, left + 1), pictureWidth);
    int bottom = Math.min(Math.max(y + height, top + 1), pictureHeight);
    return new Box(left, top, right - left, bottom - top);
  }
}
