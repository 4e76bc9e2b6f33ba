package io.tillwatch.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.WebpPictures;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.web.WebStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulatePurchaseIT {
  @TempDir private static Path dir;
  private static WebStore store;
  private static String node;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void openStore() throws IOException {
    store = new WebStore("store-a", dir);
    Path keys = dir.resolve("kiosk.json");
    Files.writeString(keys, "{\"kiosk\":\"" + WebStore.KIOSK + "\"}");
    node = store.anonymous().base() + "=" + keys;
  }

  @AfterAll
  static void closeStore() throws Exception {
    store.close();
  }

  @Test
  void sellsToWhoeverIsOnThePictureWhateverItsFormat() throws IOException {
    Path photo = dir.resolve("ann.webp");
    Files.write(photo, WebpPictures.of(DemoPictures.personJpeg(5, 1), 90));

    assertThat(purchase("--photo", photo.toString(), "--customer", "ANN"))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .contains("verified    yes")
        .containsPattern("receipt +\\S+")
        .contains("decision    APPROVE at 3");
  }

  @Test
  void endsWithOneWhereNobodyIsOnThePicture() throws IOException {
    Path photo = dir.resolve("nobody.jpg");
    Files.write(photo, DemoPictures.facelessJpeg(1));

    assertThat(purchase("--photo", photo.toString(), "--customer", "BOB")).isEqualTo(1);
    assertThat(out.toString())
        .contains("verified    no [\"NO_FACE\"]")
        .containsPattern("receipt +\\S+");
  }

  @Test
  void saysWhatIsWrongWithTheFileAndSellsNothing() throws IOException {
    Path text = Files.writeString(dir.resolve("text.jpg"), "no picture");

    assertThat(purchase("--photo", text.toString())).isEqualTo(2);
    assertThat(purchase("--photo", dir.resolve("nowhere.jpg").toString())).isEqualTo(2);

    assertThat(err.toString())
        .contains("--photo: Expected a JPEG, PNG or WebP picture")
        .contains("--photo: no file that can be read");
    assertThat(out.toString()).isEmpty();
  }

  private int purchase(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[0] = "--store";
    all[1] = node;
    return new CommandLine(new SimulatePurchaseCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
