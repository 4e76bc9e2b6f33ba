package io.tillwatch.edge.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RtspSourceIT {
  @TempDir private static Path dir;

  @BeforeAll
  static void needsFfmpeg() {
    assumeTrue(TestRtspCamera.hasFfmpeg(), "needs ffmpeg on the path: RTSP was not tested");
  }

  @Test
  void readsEachPictureOnceFromACameraThatAsksForALogin() throws Exception {
    try (TestRtspCamera camera = TestRtspCamera.showing(dir, "lane:p@ss");
        FrameSource.Stream stream = source(camera.uri("lane:p%40ss@")).open()) {
      Set<Integer> pictures = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        byte[] jpeg = stream.read();
        PictureHeader header = PictureHeader.read(jpeg);
        assertThat(header.width()).isEqualTo(640);
        assertThat(header.height()).isEqualTo(480);
        pictures.add(Arrays.hashCode(jpeg));
      }
      assertThat(pictures).hasSize(20);
    }
    assertThat(children()).isEmpty();
  }

  @Test
  void saysWhyThereIsNoPictureAndShowsNoPassword() throws Exception {
    int free;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = taken.getLocalPort();
    }
    try (TestRtspCamera camera = TestRtspCamera.showing(dir, "lane:right")) {
      assertRefused(camera.uri(""), "(401)");
      assertRefused(camera.uri("lane:geheim@"), "(401)");
      assertRefused(camera.uri("lane:right@").resolve("/nothing"), "(404)");
    }
    assertRefused(URI.create("rtsp://lane:geheim@127.0.0.1:" + free + "/x"), "refuses");
    assertRefused(URI.create("rtsp://lane:geheim@no-such-camera.invalid/x"), "cannot be found");
    assertThat(children()).isEmpty();
  }

  private static void assertRefused(URI uri, String reason) {
    RtspSource source = source(uri);
    assertThat(source.describe()).isEqualTo("rtsp://" + uri.getHost() + port(uri));
    try (FrameSource.Stream stream = source.open()) {
      assertThatThrownBy(stream::read)
          .isInstanceOf(CameraUnavailableException.class)
          .hasMessageStartingWith(source.describe())
          .hasMessageContaining(reason)
          .hasMessageNotContaining("geheim")
          .hasMessageNotContaining("secret");
    }
  }

  private static String port(URI uri) {
    return uri.getPort() < 0 ? "" : ":" + uri.getPort();
  }

  @Test
  void saysThatFfmpegIsMissing() {
    RtspSource source = new RtspSource(URI.create("rtsp://lane:geheim@cam/x"), "/nowhere/ffmpeg");

    try (FrameSource.Stream stream = source.open()) {
      assertThatThrownBy(stream::read)
          .isInstanceOf(CameraUnavailableException.class)
          .hasMessageContaining("needs ffmpeg")
          .hasMessageNotContaining("geheim");
    }
  }

  @Test
  void endsTheProcessOfAReadThatIsCancelled() throws Exception {
    try (TestRtspCamera camera = TestRtspCamera.showing(dir, "");
        FrameSource.Stream stream = source(camera.uri("")).open()) {
      stream.read();
      camera.fallSilent(true);
      FutureTask<byte[]> reading = new FutureTask<>(() -> readAll(stream));
      Thread owner = new Thread(reading);
      owner.start();
      assertThat(children()).hasSize(1);

      stream.cancel();

      assertThatThrownBy(() -> reading.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CameraUnavailableException.class);
      assertThat(children()).isEmpty();
    }
  }

  private static byte[] readAll(FrameSource.Stream stream) {
    byte[] last;
    do {
      last = stream.read();
    } while (last.length > 0);
    return last;
  }

  @Test
  void showsNoPasswordToWhoeverListsTheProcesses() throws Exception {
    try (TestRtspCamera camera = TestRtspCamera.showing(dir, "lane:ge'heim");
        FrameSource.Stream stream = source(camera.uri("lane:ge'heim@")).open()) {
      assertThat(stream.read()).isNotEmpty();

      assertThat(children()).hasSize(1);
      for (ProcessHandle child : children()) {
        Path process = Path.of("/proc", Long.toString(child.pid()));
        assertThat(Files.readString(process.resolve("cmdline")))
            .contains("ffmpeg", "concat")
            .doesNotContain("heim", "lane:", "rtsp://");
        assertThat(Files.readString(process.resolve("environ"))).doesNotContain("heim");
      }
    }
  }

  /** A shell would run what stands in an address, and a second argument could be an option. */
  @Test
  void givesTheAddressAsOneArgumentToAnFfmpegThatCannotReadIt() {
    URI uri = URI.create("rtsp://cam/x?a=%22;b&c=$(d)");

    List<String> arguments = source(uri).arguments(/* old= */ true);

    assertThat(arguments).containsOnlyOnce(uri.toString());
    assertThat(arguments.get(arguments.indexOf(uri.toString()) - 1)).isEqualTo("-i");
    assertThat(source(uri).arguments(/* old= */ false)).doesNotContain(uri.toString());
  }

  /** What stands in an address must not become a line, or an option, of what ffmpeg reads. */
  @Test
  void quotesTheAddressInWhatFfmpegReads() {
    URI uri = URI.create("rtsp://cam/it's?a=%0Aoption");

    assertThat(source(uri).script().lines())
        .contains("file 'rtsp://cam/it'\\''s?a=%0Aoption'")
        .hasSize(6);
  }

  private static RtspSource source(URI uri) {
    return new RtspSource(uri, "ffmpeg");
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(each -> each.info().command().orElse("").endsWith("ffmpeg"))
        .toList();
  }
}
