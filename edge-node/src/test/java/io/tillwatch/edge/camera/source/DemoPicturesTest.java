package io.tillwatch.edge.camera.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.oplog.Sha256;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoPicturesTest {
  @Test
  void drawsTheSameBytesForTheSameSeedAndShot() {
    assertThat(DemoPictures.personJpeg(7, 3)).isEqualTo(DemoPictures.personJpeg(7, 3));
    assertThat(DemoPictures.facelessJpeg(7)).isEqualTo(DemoPictures.facelessJpeg(7));
  }

  @Test
  void drawsOtherBytesForEveryShotAndFrame() {
    Set<String> hashes = new HashSet<>();
    for (int shot = 0; shot < 10; shot++) {
      hashes.add(Sha256.hex(DemoPictures.personJpeg(7, shot)));
      hashes.add(Sha256.hex(DemoPictures.frameJpeg(7, shot, 1)));
    }
    assertThat(hashes).hasSize(20);
  }

  @Test
  void marksEveryPictureAsADrawing() {
    assertThat(PictureHeader.read(DemoPictures.personJpeg(1, 1)).drawing()).isTrue();
    assertThat(PictureHeader.read(DemoPictures.facelessJpeg(1)).drawing()).isTrue();
  }
}
