package io.tillwatch.edge.camera.source;

import static io.tillwatch.edge.camera.source.TestNetworkCamera.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLoginTest {
  private static final byte[] ONE = DemoPictures.personJpeg(1, 1);
  private static final byte[] TWO = DemoPictures.personJpeg(2, 1);
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  private final AtomicInteger shown = new AtomicInteger();
  private final List<String> counts = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "MD5, qop=\"auth\"",
    "MD5, ''",
    "MD5-sess, 'qop=\"auth,auth-int\"'",
    "SHA-256, qop=auth",
    "SHA-256-sess, 'qop=\"auth-int,auth\"'",
    "'', qop=\"auth\""
  })
  void logsInByDigestAndCountsUpForOneNonce(String algorithm, String qop) throws IOException {
    String named = algorithm.isEmpty() ? "" : "algorithm=" + algorithm + ",";
    String challenge = "Digest realm=\"cam, \\\"1\\\"\", nonce=\"n1\", opaque=\"o\"," + named + qop;

    try (TestNetworkCamera camera = new TestNetworkCamera(asking(challenge));
        FrameSource.Stream stream = new HttpSource(camera.uri("lane:p%40ss@")).open()) {
      assertThat(stream.read()).isEqualTo(ONE);
      assertThat(stream.read()).isEqualTo(TWO);
      assertThat(camera.requests).hasSize(3);
      assertThat(camera.requests.get(0).header("Authorization")).isEmpty();
    }
    assertThat(counts).isEqualTo(qop.isEmpty() ? List.of("", "") : List.of("00000001", "00000002"));
  }

  @Test
  void takesTheBestOfSeveralChallengesAndNeverSendsThePasswordWhereADigestIsAsked()
      throws IOException {
    String both =
        "Basic realm=\"x\", Digest realm=\"x\", nonce=\"a\", qop=\"auth\", algorithm=MD5, "
            + "Digest realm=\"x\", nonce=\"b\", qop=\"auth\", algorithm=SHA-256";

    try (TestNetworkCamera camera = new TestNetworkCamera(asking(both));
        FrameSource.Stream stream = new HttpSource(camera.uri("lane:p%40ss@")).open()) {
      assertThat(stream.read()).isEqualTo(ONE);

      assertThat(camera.requests.get(1).header("Authorization"))
          .contains("SHA-256")
          .contains("\"b\"");
      assertNoBasic(camera);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest realm=\"x\", nonce=\"a\", algorithm=SHA-512-256, Basic realm=\"x\"",
        "Digest realm=\"x\", nonce=\"a\", qop=\"auth-int\", Basic realm=\"x\"",
        "Digest realm=\"x\", Basic realm=\"x\"",
      })
  void wouldRatherHaveNoPictureThanSendThePasswordInPlace(String challenge) throws IOException {
    try (TestNetworkCamera camera = new TestNetworkCamera(asking(challenge));
        FrameSource.Stream stream = new HttpSource(camera.uri("lane:p%40ss@")).open()) {
      assertThatThrownBy(stream::read).hasMessageContaining("digest that is not known here");
      assertNoBasic(camera);
    }
  }

  @Test
  void sendsNoPasswordToACameraThatTurnsFromDigestToBasic() throws IOException {
    TestNetworkCamera.Answer turning =
        (request, out) ->
            unauthorized(
                out,
                request.header("Authorization").isEmpty()
                    ? "Digest realm=\"x\", nonce=\"a\", qop=\"auth\""
                    : "Basic realm=\"x\"");
    try (TestNetworkCamera camera = new TestNetworkCamera(turning);
        FrameSource.Stream stream = new HttpSource(camera.uri("lane:p%40ss@")).open()) {
      assertThatThrownBy(stream::read).hasMessageContaining("401");
      assertNoBasic(camera);
    }
  }

  @Test
  void answersAgainWhereANonceIsStale() throws IOException {
    TestNetworkCamera.Answer forgetful =
        (request, out) -> {
          String sent = request.header("Authorization");
          if (sent.contains("nonce=\"new\"")) {
            picture(out, ONE);
          } else {
            String next = sent.isEmpty() ? "nonce=\"old\"" : "nonce=\"new\", stale=true";
            unauthorized(out, "Digest realm=\"x\", qop=\"auth\", " + next);
          }
        };
    try (TestNetworkCamera camera = new TestNetworkCamera(forgetful);
        FrameSource.Stream stream = new HttpSource(camera.uri("lane:p%40ss@")).open()) {
      assertThat(stream.read()).isEqualTo(ONE);
    }
  }

  @Test
  void saysThatAPasswordIsNotAcceptedAfterOneTryAndShowsItNowhere() throws IOException {
    try (TestNetworkCamera camera =
            new TestNetworkCamera(asking("Digest realm=\"x\", nonce=\"a\", qop=\"auth\""));
        FrameSource.Stream stream = new HttpSource(camera.uri("lane:wrong@")).open()) {
      assertThatThrownBy(stream::read)
          .hasMessageContaining("does not accept the user or the password (401)")
          .hasMessageNotContaining("wrong");
      assertThat(camera.requests).hasSize(2);
    }
  }

  @Test
  void logsInByBasicWhereNothingElseIsAsked() throws IOException {
    TestNetworkCamera.Answer basic =
        (request, out) -> {
          if (request.header("Authorization").equals("Basic bGFuZTpwQHNz")) {
            picture(out, shown.getAndIncrement() == 0 ? ONE : TWO);
          } else {
            unauthorized(out, "Basic realm=\"x\"");
          }
        };
    try (TestNetworkCamera camera = new TestNetworkCamera(basic);
        FrameSource.Stream stream = new HttpSource(camera.uri("lane:p%40ss@")).open()) {
      assertThat(stream.read()).isEqualTo(ONE);
      assertThat(stream.read()).isEqualTo(TWO);
      assertThat(camera.requests).hasSize(3);
    }
  }

  @Test
  void answersAsTheExampleOfTheStandardDoes() {
    HttpChallenge asked =
        HttpChallenge.parse(
                List.of(
                    "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
                        + " algorithm=SHA-256, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                        + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""))
            .get(0);
    HttpLogin login = new HttpLogin("Mufasa:Circle of Life");

    String header =
        login.digest(
            asked, "GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

    assertThat(header)
        .contains("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")
        .contains("nc=00000001");
  }

  private static void assertNoBasic(TestNetworkCamera camera) {
    assertThat(camera.requests)
        .isNotEmpty()
        .noneMatch(request -> request.header("Authorization").startsWith("Basic"));
  }

  /** Serves only whoever has answered the digest right, with a count that was not seen yet. */
  private TestNetworkCamera.Answer asking(String challenge) {
    return (request, out) -> {
      String sent = request.header("Authorization");
      if (sent.startsWith("Digest") && isRight(request, sent)) {
        picture(out, shown.getAndIncrement() == 0 ? ONE : TWO);
      } else {
        unauthorized(out, challenge);
      }
    };
  }

  private boolean isRight(TestNetworkCamera.Request request, String sent) {
    Map<String, String> values = new TreeMap<>();
    Matcher parameter = PARAMETER.matcher(sent.replace("\\\"", "'"));
    while (parameter.find()) {
      String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
      values.put(parameter.group(1), value.replace('\'', '"'));
    }
    String algorithm = values.getOrDefault("algorithm", "MD5");
    String count = values.getOrDefault("nc", "");
    String java = algorithm.replace("-sess", "");
    String secret = hash(java, "lane:" + values.get("realm") + ":p@ss");
    if (algorithm.endsWith("-sess")) {
      secret = hash(java, secret + ":" + values.get("nonce") + ":" + values.get("cnonce"));
    }
    String asked = hash(java, "GET:" + request.target());
    String middle =
        count.isEmpty()
            ? values.get("nonce")
            : values.get("nonce") + ":" + count + ":" + values.get("cnonce") + ":auth";
    boolean fresh = count.isEmpty() || !counts.contains(count);
    boolean right = hash(java, secret + ":" + middle + ":" + asked).equals(values.get("response"));
    if (right) {
      counts.add(count);
    }
    return right && fresh && values.get("uri").equals(request.target());
  }

  private static String hash(String algorithm, String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void unauthorized(OutputStream out, String challenge) throws IOException {
    TestNetworkCamera.write(
        out, text("HTTP/1.1 401 No\r\nWWW-Authenticate: " + challenge + "\r\n\r\n"));
  }

  private static void picture(OutputStream out, byte[] jpeg) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(text("HTTP/1.1 200 OK\r\nContent-Length: " + jpeg.length + "\r\n\r\n"));
    all.writeBytes(jpeg);
    TestNetworkCamera.write(out, all.toByteArray());
  }
}
