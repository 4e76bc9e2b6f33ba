package io.tillwatch.edge.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MjpegReaderTest {
  private static final byte[] ONE = DemoPictures.personJpeg(1, 1);
  private static final byte[] TWO = DemoPictures.personJpeg(2, 1);

  @Test
  void takesJpegsOneByOne() throws IOException {
    MjpegReader in = stream(ONE, TWO);

    assertThat(in.next()).isEqualTo(ONE);
    assertThat(in.next()).isEqualTo(TWO);
    assertThat(in.next()).isNull();
  }

  @Test
  void skipsBoundariesAndHeaders() throws IOException {
    byte[] head =
        "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    MjpegReader in = stream(head, ONE, head, TWO, head);

    assertThat(in.next()).isEqualTo(ONE);
    assertThat(in.next()).isEqualTo(TWO);
    assertThat(in.next()).isNull();
  }

  @Test
  void isNotFooledByAThumbnailWithinAFrame() throws IOException {
    byte[] thumbnail = {(byte) 0xff, (byte) 0xd8, 1, 2, (byte) 0xff, (byte) 0xd9};
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(ONE, 0, 2);
    frame.write(0xff);
    frame.write(0xe1);
    frame.write(0);
    frame.write(thumbnail.length + 2);
    frame.write(thumbnail);
    frame.write(ONE, 2, ONE.length - 2);

    assertThat(stream(frame.toByteArray(), TWO).next()).isEqualTo(frame.toByteArray());
  }

  @Test
  void dropsAFrameThatTheEndCutsOff() throws IOException {
    for (int length = 0; length < ONE.length; length += 97) {
      assertThat(stream(Arrays.copyOf(ONE, length)).next()).isNull();
    }
  }

  @Test
  void refusesAFrameThatNeverEnds() {
    byte[] endless = new byte[4 << 20];
    System.arraycopy(ONE, 0, endless, 0, ONE.length - 2);

    assertThatThrownBy(() -> stream(endless).next())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2 MiB");
  }

  @Test
  void refusesAMegabyteOfNoise() {
    assertThatThrownBy(() -> stream(new byte[2 << 20]).next()).isInstanceOf(IOException.class);
  }

  @Test
  void survivesDamagedFrames() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] damaged = ONE.clone();
      for (int change = 0; change < 10; change++) {
        damaged[2 + random.nextInt(damaged.length - 2)] = (byte) random.nextInt();
      }
      MjpegReader in = stream(damaged, TWO);
      int frames = 0;
      while (in.next() != null) {
        frames++;
      }
      assertThat(frames).isBetween(0, 40);
    }
  }

  private static MjpegReader stream(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return new MjpegReader(new ByteArrayInputStream(all.toByteArray()));
  }
}
