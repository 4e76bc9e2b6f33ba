package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.FaceMeasures;
import io.tillwatch.core.camera.FaceModel;
import io.tillwatch.core.camera.FaceQuality;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.JpegHeader;
import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.PerceptualHash;
import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.core.camera.QualityIssue;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import io.tillwatch.edge.camera.opencv.UprightPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Looks at pictures: are they pictures, is there one face, is it good enough. Not for two threads
 * at once; takes 5 to 30 ms, so never on an event loop.
 */
public final class FaceInspector {
  private static final int STORED_SIDE = 1280;
  private static final int STORED_QUALITY = 92;

  private final FaceDetector detector;
  private final Optional<SpoofDetector> spoof;
  private final Optional<FaceMatcher> matcher;
  private final VisionSettings settings;

  public FaceInspector(VisionSettings settings) {
    OpenCvLibrary.load();
    this.settings = settings;
    this.detector = FaceDetectors.of(settings);
    this.spoof =
        settings.liveness().isEmpty()
            ? Optional.empty()
            : Optional.of(new SpoofDetector(settings.liveness()));
    this.matcher = settings.matcher().map(FaceMatcher::new);
  }

  /**
   * Judges a picture by the configured gate.
   *
   * @throws InvalidPictureException for bytes that are refused
   */
  public InspectedPhoto inspect(byte[] bytes, SourceKind claimed) {
    return inspect(bytes, claimed, settings.gate());
  }

  public InspectedPhoto inspect(byte[] bytes, SourceKind claimed, QualityGate gate) {
    PictureHeader header = PictureHeader.read(bytes);
    try (MatScope mats = new MatScope()) {
      Mat picture = decode(bytes, header, mats);
      byte[] jpeg = encode(picture, header.drawing(), mats);
      List<DetectedFace> faces = detector.detect(picture);
      FaceQuality quality =
          faces.isEmpty() ? FaceQuality.noFace() : gate.judge(FaceMeter.measure(picture, faces));
      if (header.drawing() && !settings.drawingsCount()) {
        quality = quality.refusedFor(QualityIssue.DEMO_NOT_ALLOWED);
      }
      SourceKind kind = header.drawing() ? SourceKind.DEMO : claimed;
      return new InspectedPhoto(report(picture, faces, quality, kind, Sha256.hex(jpeg)), jpeg);
    }
  }

  /** Only finds and measures, for choosing among the frames of a burst. */
  public Content measure(byte[] bytes) {
    PictureHeader header = PictureHeader.read(bytes);
    try (MatScope mats = new MatScope()) {
      Mat picture = decode(bytes, header, mats);
      List<DetectedFace> faces = detector.detect(picture);
      Optional<Sighting> face =
          faces.isEmpty() ? Optional.empty() : Optional.of(sighting(picture, faces));
      return new Content(pixelSum(picture), face);
    }
  }

  /**
   * How alike the dominant faces of two pictures are, or why nobody can say.
   *
   * @throws InvalidPictureException for bytes that are refused
   */
  public FaceMatch compare(byte[] one, byte[] other) {
    if (matcher.isEmpty()) {
      return FaceMatch.not(FaceMatch.Reason.NO_MODEL);
    }
    try (MatScope mats = new MatScope()) {
      Mat first = decode(one, PictureHeader.read(one), mats);
      Mat second = decode(other, PictureHeader.read(other), mats);
      return matcher.get().compare(first, detector.detect(first), second, detector.detect(second));
    }
  }

  /**
   * Whether a frame shows whom a photo of the same visit shows.
   *
   * @throws InvalidPictureException for bytes that are refused
   */
  public Presence stillThere(byte[] photo, byte[] frame) {
    try (MatScope mats = new MatScope()) {
      Mat before = decode(photo, PictureHeader.read(photo), mats);
      Mat now = decode(frame, PictureHeader.read(frame), mats);
      return VisitMatcher.compare(
          matcher, before, detector.detect(before), now, detector.detect(now));
    }
  }

  /**
   * In how many bits a picture differs at least from another one, of which the inner part's hash is
   * known: however a border was cut off or added, it was turned a little or mirrored.
   *
   * @param innerHash text of a hash as a report has it
   * @throws InvalidPictureException for bytes that are refused
   */
  public int bitsFrom(byte[] bytes, String innerHash) {
    try (MatScope mats = new MatScope()) {
      Mat picture = decode(bytes, PictureHeader.read(bytes), mats);
      return new PictureSearch(innerHash).leastBits(picture);
    }
  }

  /** What it looks with. */
  public List<FaceModel> models() {
    List<FaceModel> models = new ArrayList<>();
    models.add(KnownModels.named(KnownModel.Use.DETECTOR, detector.name(), detector.sha256()));
    matcher.ifPresent(
        network -> models.add(KnownModels.named(KnownModel.Use.RECOGNIZER, network.sha256())));
    spoof.ifPresent(
        networks ->
            networks
                .sha256()
                .forEach(hash -> models.add(KnownModels.named(KnownModel.Use.LIVENESS, hash))));
    return List.copyOf(models);
  }

  /**
   * What one frame shows.
   *
   * @param pixels checksum of what was decoded, 64 bits: one still picture may be encoded in many
   *     ways, and two frames of many thousand must not be taken for one
   */
  public record Content(long pixels, Optional<Sighting> face) {}

  /**
   * A face in a frame.
   *
   * @param turn which way it is turned, as {@link DetectedFace.Landmarks#turn}; absent without
   *     landmarks
   */
  public record Sighting(Box box, FaceMeasures measures, OptionalDouble turn) {}

  private static Sighting sighting(Mat picture, List<DetectedFace> faces) {
    DetectedFace first = faces.get(0);
    OptionalDouble turn =
        first.landmarks().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(first.landmarks().get().turn());
    return new Sighting(first.box(), FaceMeter.measure(picture, faces), turn);
  }

  private PhotoReport report(
      Mat picture, List<DetectedFace> faces, FaceQuality quality, SourceKind kind, String sha256) {
    Box box = faces.isEmpty() ? null : faces.get(0).box().within(picture.cols(), picture.rows());
    PerceptualHash hash = box == null ? null : FaceMeter.hash(picture, box);
    PhotoReport seen =
        new PhotoReport(
            kind,
            new PhotoReport.Stored(
                picture.cols(),
                picture.rows(),
                sha256,
                box == null ? null : FaceMeter.pictureHash(picture),
                box == null ? null : PictureSearch.innerHash(picture)),
            new PhotoReport.Faces(faces.size(), box, hash),
            quality,
            Liveness.UNDETERMINED,
            new PhotoReport.DetectorModel(detector.name(), detector.sha256()));
    return box != null && kind != SourceKind.DEMO && spoof.isPresent()
        ? seen.with(spoof.get().measure(picture, box))
        : seen;
  }

  private static long pixelSum(Mat picture) {
    byte[] pixels = new byte[(int) (picture.total() * picture.channels())];
    picture.get(0, 0, pixels);
    CRC32C one = new CRC32C();
    one.update(pixels);
    CRC32 other = new CRC32();
    other.update(pixels);
    return one.getValue() << 32 | other.getValue();
  }

  /** Decoded upright, and no larger than what is stored. */
  private static Mat decode(byte[] bytes, PictureHeader header, MatScope mats) {
    int longest = Math.max(header.width(), header.height());
    Mat picture = UprightPicture.decode(bytes, header, reading(longest), mats);
    double shrink = (double) STORED_SIDE / Math.max(picture.cols(), picture.rows());
    if (shrink >= 1) {
      return picture;
    }
    Mat small = mats.mat();
    Size size =
        new Size(
            Math.max(1, Math.round(picture.cols() * shrink)),
            Math.max(1, Math.round(picture.rows() * shrink)));
    Imgproc.resize(picture, small, size, 0, 0, Imgproc.INTER_AREA);
    return small;
  }

  /** A large picture is shrunk while it is decoded, which saves most of its memory. */
  private static int reading(int longest) {
    if (longest >= 8 * STORED_SIDE) {
      return Imgcodecs.IMREAD_REDUCED_COLOR_8;
    }
    if (longest >= 4 * STORED_SIDE) {
      return Imgcodecs.IMREAD_REDUCED_COLOR_4;
    }
    return longest >= 2 * STORED_SIDE ? Imgcodecs.IMREAD_REDUCED_COLOR_2 : Imgcodecs.IMREAD_COLOR;
  }

  private static byte[] encode(Mat picture, boolean drawing, MatScope mats) {
    MatOfByte jpeg = mats.track(new MatOfByte());
    MatOfInt options = mats.track(new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, STORED_QUALITY));
    Imgcodecs.imencode(".jpg", picture, jpeg, options);
    return drawing ? JpegHeader.markedAsDrawing(jpeg.toArray()) : jpeg.toArray();
  }
}
