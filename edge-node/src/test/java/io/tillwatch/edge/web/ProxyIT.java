package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.Ports;
import io.tillwatch.edge.support.TestCertificates;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A node behind nginx: with the configuration of the docs, and with nginx's defaults. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyIT {
  private static final String CALLER = "127.0.0.9";
  private static final String DEFAULTS =
      "server { listen 127.0.0.1:%d; location / { proxy_pass http://127.0.0.1:%d; } }";

  private final int tls = Ports.free();
  private final int plain = Ports.free();
  private TestNodes nodes;
  private Nginx nginx;
  private SSLSocketFactory trusting;
  private JsonObject keys;
  private Http reviewer;

  private record Answer(int status, String head, String body) {}

  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    Path executable = Nginx.require();
    Map<String, String> proxied =
        Map.of(
            "TILLWATCH_HTTP_TRUSTED_PROXIES", "127.0.0.1",
            "TILLWATCH_HTTP_PUBLIC_URL", "https://tills.example");
    nodes = new TestNodes(dir, Path.of("../conf/rules.yaml"), proxied, "store-a");
    nodes.start("store-a");
    EdgeConfig config = nodes.config("store-a");
    keys = new JsonObject(Files.readString(config.keysFile()));
    reviewer = Http.of(config, "reviewer");
    TestCertificates certificates =
        new TestCertificates(Files.createDirectories(dir.resolve("certificates")), "shop");
    certificates.issue("proxy");
    String example =
        Nginx.examples(Path.of("../docs/operations.md"))
            .get(0)
            .replace("listen 443 ssl", "listen 127.0.0.1:" + tls + " ssl")
            .replace("/etc/ssl/tills.example.pem", certificates.cert("proxy").toString())
            .replace("/etc/ssl/tills.example.key", certificates.key("proxy").toString())
            .replace("127.0.0.1:8080", "127.0.0.1:" + config.http().port());
    nginx =
        Nginx.start(
            executable,
            dir.resolve("nginx"),
            example + DEFAULTS.formatted(plain, config.http().port()),
            tls);
    trusting = trusting(certificates);
  }

  @AfterAll
  void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (nodes != null) {
      nodes.close();
    }
  }

  @Test
  void passesEventsOnAtOnce() throws IOException {
    for (Socket line : new Socket[] {overTls(), overHttp()}) {
      try (line) {
        line.getOutputStream()
            .write(
                head("GET", "/api/v1/events", "reviewer", "").getBytes(StandardCharsets.US_ASCII));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
        awaitLine(lines, "retry: 1000");

        long began = System.nanoTime();
        sell("AT_ONCE");
        awaitLine(lines, "AT_ONCE");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
      }
    }
  }

  @Test
  void passesAPhotoOfTwoMebibytes() throws IOException {
    byte[] photo = padded(DemoPictures.personJpeg(11, 1));

    Answer taken =
        ask(overTls(), head("POST", "/api/v1/photos", "kiosk", photoHeaders(photo)), photo);

    assertThat(photo).hasSize(2 << 20);
    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
  }

  @Test
  void keepsMetricsAndHealthFromWhoeverComesThroughTheProxy() throws IOException {
    for (String path : new String[] {"/metrics", "/health/live", "/health/ready"}) {
      assertThat(ask(overTls(), head("GET", path, null, ""), new byte[0]).status()).isEqualTo(404);
      assertThat(ask(overHttp(), head("GET", path, null, ""), new byte[0]).status()).isEqualTo(401);
      assertThat(reviewer.get(path).status()).isEqualTo(200);
    }
  }

  @Test
  void writesDownWhoLookedWhateverTheCallerClaims() throws IOException {
    String claimed = "X-Forwarded-For: 203.0.113.7\r\nForwarded: for=203.0.113.8\r\n";
    JsonObject photo = new JsonObject(photo().body());
    String path = "/api/v1/photos/" + photo.getString("photoId") + "?why=proxied";

    assertThat(ask(overTls(), head("GET", path, "reviewer", claimed), new byte[0]).status())
        .isEqualTo(200);

    String audit = reviewer.get("/api/v1/audit?limit=5").body();
    assertThat(audit).contains("\"why\":\"proxied\",\"from\":\"" + CALLER + "\"");
  }

  @Test
  void sendsASessionOverTlsOnly() throws IOException {
    String body =
        new JsonObject().put("page", "dash").put("key", keys.getString("reviewer")).encode();
    String headers = "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";

    Answer opened =
        ask(
            overTls(),
            head("POST", "/api/v1/session", null, headers),
            body.getBytes(StandardCharsets.UTF_8));

    assertThat(opened.status()).as(opened.body()).isEqualTo(200);
    assertThat(opened.head()).contains("; Secure");
  }

  private Answer photo() throws IOException {
    byte[] jpeg = DemoPictures.personJpeg(12, 1);
    return ask(overTls(), head("POST", "/api/v1/photos", "kiosk", photoHeaders(jpeg)), jpeg);
  }

  private void sell(String customer) {
    Http kiosk = new Http(reviewer.base(), keys.getString("kiosk"));
    assertThat(kiosk.submit("/api/v1/sales", WebStore.sale(customer)).status()).isEqualTo(201);
  }

  private String head(String method, String path, String role, String more) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: tills.example\r\nConnection: close\r\n"
        + (role == null ? "" : "Authorization: Bearer " + keys.getString(role) + "\r\n")
        + more
        + "\r\n";
  }

  private static String photoHeaders(byte[] photo) {
    return "Content-Type: image/jpeg\r\nContent-Length: " + photo.length + "\r\n";
  }

  private static Answer ask(Socket line, String head, byte[] body) throws IOException {
    try (line) {
      line.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      line.getOutputStream().write(body);
      line.getOutputStream().flush();
      String text = new String(line.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      String[] parts = text.split("\r\n\r\n", 2);
      return new Answer(Integer.parseInt(text.split(" ", 3)[1]), parts[0], parts[1]);
    }
  }

  private static void awaitLine(BufferedReader lines, String part) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.contains(part)) {
      line = lines.readLine();
    }
    assertThat(line).as("a line with " + part).isNotNull();
  }

  /** From another address of this machine than the proxy's own. */
  private static Socket overHttp(int port) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(20_000);
    socket.bind(new InetSocketAddress(CALLER, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private Socket overHttp() throws IOException {
    return overHttp(plain);
  }

  private Socket overTls() throws IOException {
    return trusting.createSocket(overHttp(tls), "tills.example", tls, true);
  }

  private static SSLSocketFactory trusting(TestCertificates certificates) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates.store("proxy"));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /** The picture with comments behind its first marker, so that it is as large as may be. */
  private static byte[] padded(byte[] jpeg) {
    ByteArrayOutputStream larger = new ByteArrayOutputStream();
    larger.write(jpeg, 0, 2);
    int missing = (2 << 20) - jpeg.length;
    while (missing > 0) {
      int segment = Math.min(missing, 65_537);
      segment = missing - segment > 0 && missing - segment < 4 ? segment - 4 : segment;
      int length = segment - 2;
      larger.write(0xff);
      larger.write(0xfe);
      larger.write(length >> 8);
      larger.write(length);
      larger.writeBytes(new byte[length - 2]);
      missing -= segment;
    }
    larger.writeBytes(Arrays.copyOfRange(jpeg, 2, jpeg.length));
    return larger.toByteArray();
  }
}
