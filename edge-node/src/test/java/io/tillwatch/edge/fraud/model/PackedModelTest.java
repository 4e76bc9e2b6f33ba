package io.tillwatch.edge.fraud.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.fraud.model.UnusableModelException;
import io.tillwatch.core.fraud.models.ModelPart;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.support.ModelFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PackedModelTest {

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    return noise;
  }

  @Test
  void comesBackToTheByteOutOfPartsThatFactsMayHold() {
    for (byte[] file : List.of(ModelFiles.ofAmounts(1), noise(300_000))) {
      List<String> parts = PackedModel.pack(file);

      assertThat(parts).allMatch(part -> part.length() <= ModelPart.MOST_DATA);
      assertThat(PackedModel.unpack(parts, Sha256.hex(file))).isEqualTo(file);
    }
    assertThat(PackedModel.pack(noise(300_000))).hasSize(7);
  }

  @Test
  void refusesWhatIsTooLongForStoresToShare() {
    assertThatThrownBy(() -> PackedModel.pack(new byte[PackedModel.MOST_BYTES + 1]))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("at most 8388608");
    assertThatThrownBy(() -> PackedModel.pack(noise(4 << 20)))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("when packed");
  }

  @Test
  void refusesPartsThatMakeAnotherFileAreMissingOrSwellWithoutEnd() throws IOException {
    byte[] file = noise(200_000);
    List<String> parts = PackedModel.pack(file);
    String hash = Sha256.hex(file);

    assertThatThrownBy(() -> PackedModel.unpack(parts, Sha256.hex("other")))
        .isInstanceOf(UnusableModelException.class);
    assertThatThrownBy(() -> PackedModel.unpack(parts.subList(0, 2), hash))
        .isInstanceOf(UnusableModelException.class);
    assertThatThrownBy(() -> PackedModel.unpack(List.of("?"), hash))
        .isInstanceOf(UnusableModelException.class);
    assertThatThrownBy(() -> PackedModel.unpack(List.of(bomb()), hash))
        .isInstanceOf(UnusableModelException.class);
  }

  /** 64 MiB of nothing in 64 KiB. */
  private static String bomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 64; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  @Test
  void readsWhatIsUsualOutOfACard() {
    String card =
        """
        {"model":"00ff","reference":{"features":{
         "REFUND_AMOUNT":{"edges":[1000,2500,9000],"shares":[0.3,0.3,0.2,0.2],"missing":0},
         "PHOTO":{"edges":[1],"shares":[0.2,0.8],"missing":0},
         "RETURNS_7D":{"edges":[1],"shares":[0.8,0.1],"missing":0.1},
         "KM_FROM_PURCHASE":{"edges":[1],"shares":[0.2,0.2],"missing":0.6},
         "UNITS":{"edges":[],"shares":[1],"missing":0}}}}""";

    assertThat(ModelCardFile.words(card).usual().toString())
        .contains("REFUND_AMOUNT=Usual[edge=2500.0, less=true]")
        .contains("PHOTO=Usual[edge=1.0, less=false]")
        .contains("RETURNS_7D=Usual[edge=1.0, less=true]")
        .doesNotContain("KM_FROM_PURCHASE")
        .doesNotContain("UNITS");
    assertThat(ModelCardFile.check(card, "00ff")).startsWith("{\"model\":\"00ff\",");
    assertThatThrownBy(() -> ModelCardFile.check(card, "ffff")).hasMessageContaining("belongs to");
    assertThatThrownBy(() -> ModelCardFile.check("[]", "ffff")).hasMessageContaining("no JSON");
    assertThatThrownBy(() -> ModelCardFile.check("{", "ffff")).hasMessageContaining("no JSON");
    String long1 = "{\"model\":\"00ff\",\"x\":[" + "\"y\",".repeat(20_000) + "0]}";
    assertThatThrownBy(() -> ModelCardFile.check(long1, "00ff")).hasMessageContaining("65536");
  }
}
