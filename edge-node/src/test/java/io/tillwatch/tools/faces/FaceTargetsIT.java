package io.tillwatch.tools.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.camera.vision.BlazeFaceDetector;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.camera.vision.LbpFaceDetector;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The targets that {@code camera-test --measure} prints, held where the pictures are there. */
class FaceTargetsIT {
  private static final int FRAMES = Integer.getInteger("tillwatch.frames", 300);

  @TempDir Path dir;

  @Test
  void holdsTheTargetsOfFindingFaces() throws IOException {
    FaceSet set = requireFaces();

    List<Figure> figures =
        new DetectorFigures(new BlazeFaceDetector(), Pictures.emptyRooms(40))
            .measure(KnownFace.of(set), set.clips(), DetectorTargets.BUNDLED);

    print(figures);
    assertThat(figures)
        .filteredOn(figure -> !figure.wanted().isEmpty())
        // its time belongs to the machine
        .filteredOn(figure -> !figure.what().contains("time"))
        .hasSize(3)
        .allMatch(figure -> figure.verdict() == Figure.Verdict.HOLDS);
  }

  @Test
  void holdsTheTargetsOfComparingFacesWithoutAConfiguredDetector() throws IOException {
    FaceSet set = requireFaces();
    assumeTrue(set.matcher().isPresent(), "no model that compares");

    List<Figure> figures =
        new MatcherFigures(new FaceInspector(set.settings(/* withYunet= */ false)))
            .portraits(KnownFace.of(set));

    print(figures);
    assertThat(figures).noneMatch(figure -> figure.verdict() == Figure.Verdict.MISSED);
    assertThat(figures).anyMatch(figure -> figure.verdict() == Figure.Verdict.HOLDS);
  }

  @Test
  void countsNobodyTwiceInAClipWithTheCascade() throws IOException {
    FaceSet set = requireFaces();

    List<Figure> figures =
        new DetectorFigures(new LbpFaceDetector(), List.of()).clipFigures(set.clips());

    print(figures);
    assertThat(figures).hasSizeGreaterThanOrEqualTo(2);
    assertThat(figures).allMatch(figure -> figure.measured().endsWith("/ 0 frames"));
  }

  @Test
  void keepsItsNativeMemory() throws IOException, InterruptedException {
    drawPortraits();

    Figure grown = MemoryRun.measure(dir, FRAMES);

    print(List.of(grown));
    assertThat(grown.measured()).contains("MB of");
    assertThat(grown.verdict()).isEqualTo(Figure.Verdict.HOLDS);
  }

  @Test
  void saysWhatAFolderWithoutModelsCannotShow() throws Exception {
    drawPortraits();
    StringWriter out = new StringWriter();

    Path curves = dir.resolve("curves.csv");
    FaceMeasurements.print(dir, /* frames= */ 0, curves, new PrintWriter(out, true));

    assertThat(Files.readAllLines(curves))
        .containsExactly("matcher,landmarks,limit,false_matches,missed");
    assertThat(out.toString())
        .containsPattern("encoded, scaled or lit anew, found +100.0 % \\(18 of 18\\)")
        .containsPattern("other portraits, taken for it +0.0 % \\(0 of 3\\)")
        .contains("3 portraits of 2 people")
        .contains("YuNet: no model in")
        .contains("Comparing: no model in")
        .contains("no clip of a person")
        .contains("left out by --frames 0");
  }

  private void drawPortraits() throws IOException {
    OpenCvLibrary.load();
    Files.write(dir.resolve("Ann1.jpg"), DemoPictures.personJpeg(1, 1));
    Files.write(dir.resolve("Ann2.jpg"), DemoPictures.personJpeg(1, 2));
    Files.write(dir.resolve("Bob1.jpg"), DemoPictures.personJpeg(2, 1));
  }

  private static void print(List<Figure> figures) {
    figures.forEach(figure -> System.out.println(figure.line()));
  }

  private static FaceSet requireFaces() throws IOException {
    var faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    return FaceSet.in(faces.get());
  }
}
