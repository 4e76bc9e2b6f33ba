package io.tillwatch.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.binding.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  private static final String MINIMAL =
      "store: {id: store-x}\nhttp: {port: 18400}\ncluster: {port: 18401}\nredis: {port: 18402}\n";

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"store-a,8080,6379,5701", "store-b,8081,6380,5702", "store-c,8082,6381,5703"})
  void readsTheShippedFiles(String store, int http, int redis, int cluster) {
    EdgeConfig config = ConfigLoader.load(Path.of("../conf", store + ".yaml"), Map.of());

    assertThat(config.store().id()).isEqualTo(store);
    assertThat(config.http().port()).isEqualTo(http);
    assertThat(config.redis().port()).isEqualTo(redis);
    assertThat(config.cluster().port()).isEqualTo(cluster);
    assertThat(config.cluster().members())
        .contains(new HostPort("127.0.0.1", 5701), new HostPort("127.0.0.1", 5702));
    assertThat(config.dataDir()).isEqualTo(Path.of("data", store));
    assertThat(config.keysFile()).isEqualTo(Path.of("data", store, "keys.json"));
    assertThat(config.storeInfos()).extracting(StoreInfo::storeId).contains("store-a", "store-b");
  }

  @Test
  void fillsInDefaultsWhereTheFileIsSilent() throws IOException {
    EdgeConfig config = load(MINIMAL, Map.of());

    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().publicUrl()).hasToString("http://127.0.0.1:18400");
    assertThat(config.redis().mode()).isEqualTo(RedisConfig.Mode.EMBEDDED);
    assertThat(config.replication().heartbeat()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.cluster().keyFile()).isEqualTo(Path.of("data/cluster.key"));
    assertThat(config.camera().source().kind()).isEqualTo(CameraSource.Kind.NONE);
    assertThat(config.dataDir()).isEqualTo(Path.of("data/store-x"));
  }

  @Test
  void readsTrustedProxiesAndRatesAndNamesWhatIsNone() throws IOException {
    Map<String, String> environment =
        Map.of(
            "TILLWATCH_HTTP_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8",
            "TILLWATCH_HTTP_RATES_TILLS", "50");
    HttpConfig http = load(MINIMAL, environment).http();
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class,
            () -> load(MINIMAL, Map.of("TILLWATCH_HTTP_TRUSTED_PROXIES", "proxy.example")));
    ConfigException misspelt =
        catchThrowableOfType(
            ConfigException.class,
            () -> load(MINIMAL, Map.of("TILLWATCH_HTTP_TRUSTED_PROXY", "127.0.0.1")));

    assertThat(http.trustedProxies())
        .extracting(AddressRange::text)
        .containsExactly("127.0.0.1", "10.0.0.0/8");
    assertThat(http.rates()).isEqualTo(new RatesConfig(50, 500));
    assertThat(refused.problems().get(0).setting()).isEqualTo("http.trustedProxies[0]");
    assertThat(refused.problems().get(0).remedy()).contains("TILLWATCH_HTTP_TRUSTED_PROXIES");
    assertThat(misspelt.problems().get(0).remedy())
        .contains("did you mean TILLWATCH_HTTP_TRUSTED_PROXIES?");
  }

  @Test
  void letsTheEnvironmentOverrideEveryKindOfSetting() throws IOException {
    EdgeConfig config =
        load(
            MINIMAL,
            Map.of(
                "TILLWATCH_HTTP_PORT", "18410",
                "TILLWATCH_REDIS_MODE", "external",
                "TILLWATCH_REDIS_URL", "redis://:hush@10.0.0.5:7000",
                "TILLWATCH_DATA_DIR", "elsewhere",
                "TILLWATCH_CLUSTER_MEMBERS", "127.0.0.1:18401, 127.0.0.1:18411",
                "TILLWATCH_CAMERA_SOURCE", "folder:pictures",
                "TILLWATCH_REPLICATION_HEARTBEAT", "250ms",
                "TILLWATCH_REPLICATION_HTTP_PEERS", "{store-b: 'http://127.0.0.1:8081'}",
                "TILLWATCH_STORES", "[{id: store-x}, {id: store-y, lat: 1, lon: 2}]",
                "PATH", "/bin"));

    assertThat(config.http().port()).isEqualTo(18410);
    assertThat(config.redis().url().port()).isEqualTo(7000);
    assertThat(config.redis().url().password().value()).isEqualTo("hush");
    assertThat(config.dataDir()).isEqualTo(Path.of("elsewhere"));
    assertThat(config.keysFile()).isEqualTo(Path.of("elsewhere/keys.json"));
    assertThat(config.cluster().members())
        .containsExactly(new HostPort("127.0.0.1", 18401), new HostPort("127.0.0.1", 18411));
    assertThat(config.camera().source())
        .isEqualTo(new CameraSource(CameraSource.Kind.FOLDER, "pictures"));
    assertThat(config.replication().heartbeat()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.replication().httpPeers()).containsOnlyKeys("store-b");
    assertThat(config.stores()).extracting(StoreConfig::id).containsExactly("store-x", "store-y");
  }

  @Test
  void neverPrintsASecret() throws IOException {
    EdgeConfig config =
        load(
            MINIMAL,
            Map.of(
                "TILLWATCH_REDIS_URL", "redis://user:hush@127.0.0.1:7000",
                "TILLWATCH_CLUSTER_KEY", "hush"));

    assertThat(config.toString()).doesNotContain("hush");
    assertThat(ConfigLoader.describe(config).toString()).doesNotContain("hush");
    assertThat(ConfigLoader.describe(config)).containsEntry("redis.url", "redis://127.0.0.1:7000");
  }

  @Test
  void takesWhatTheStoreLeavesOutFromItsEntryInTheList() throws IOException {
    String listed =
        "stores: [{id: store-x, lat: 34.05, lon: -118.24, timeZone: America/Los_Angeles,"
            + " opens: '08:00', closes: '20:00'}, {id: store-y, lat: 40.71, lon: -74.0}]\n";
    String own = MINIMAL.replace("{id: store-x}", "{id: store-x, lat: 1.0, lon: 2.0}");

    StoreInfo silent = load(listed + MINIMAL, Map.of()).storeInfos().get(0);
    StoreInfo outspoken = load(listed + own, Map.of()).storeInfos().get(0);

    assertThat(silent)
        .isEqualTo(
            new StoreInfo(
                "store-x",
                34.05,
                -118.24,
                ZoneId.of("America/Los_Angeles"),
                LocalTime.of(8, 0),
                LocalTime.of(20, 0)));
    assertThat(outspoken.lat()).isEqualTo(1.0);
    assertThat(outspoken.lon()).isEqualTo(2.0);
    assertThat(outspoken.opens()).isEqualTo(LocalTime.of(8, 0));
  }

  @Test
  void proposesTheSettingThatWasMeant() {
    assertThat(problemsOf("htp: {port: 1}\n" + MINIMAL, Map.of()))
        .anySatisfy(line -> assertThat(line).contains("htp").contains("did you mean http?"));
    assertThat(problemsOf(MINIMAL, Map.of("TILLWATCH_HTTP_PROT", "1")))
        .singleElement()
        .asString()
        .contains("TILLWATCH_HTTP_PROT")
        .contains("did you mean TILLWATCH_HTTP_PORT?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TILLWATCH_HTTP_PORT=70000",
        "TILLWATCH_HTTP_PORT=0",
        "TILLWATCH_HTTP_PORT=99999999999",
        "TILLWATCH_HTTP_PORT=eighty",
        "TILLWATCH_REDIS_MODE=remote",
        "TILLWATCH_REDIS_URL=http://localhost",
        "TILLWATCH_REDIS_URL=redis://localhost:6379/3",
        "TILLWATCH_REDIS_HOST=10.0.0.1",
        "TILLWATCH_CLUSTER_HOST=10.0.0.1",
        "TILLWATCH_CLUSTER_MEMBERS=nowhere",
        "TILLWATCH_REPLICATION_HEARTBEAT=soon",
        "TILLWATCH_REPLICATION_HEARTBEAT=1ms",
        "TILLWATCH_CAMERA_SOURCE=webcam",
        "TILLWATCH_CAMERA_SOURCE=device:first",
        "TILLWATCH_STORE_ID=Store A",
        "TILLWATCH_STORE_LAT=91",
        "TILLWATCH_STORE_TIME_ZONE=Mars/Olympus",
        "TILLWATCH_STORE_OPENS=nine",
        "TILLWATCH_STAND_IN_MAX_COUNT=-1",
        "TILLWATCH_CLUSTER_TLS_ENABLED=perhaps",
        "TILLWATCH_HTTP_PORT=18401",
      })
  void refusesNonsenseInOneLineThatNamesTheVariable(String assignment) {
    String[] parts = assignment.split("=", 2);

    List<String> problems = problemsOf(MINIMAL, Map.of(parts[0], parts[1]));

    assertThat(problems).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    assertThat(problems.get(0)).isNotBlank();
  }

  @Test
  void saysWhatWasFoundAndHowToRepairIt() {
    assertThat(problemsOf(MINIMAL, Map.of("TILLWATCH_HTTP_PORT", "70000")))
        .containsExactly("http.port: must be 1..65535, found 70000; change TILLWATCH_HTTP_PORT");
    assertThat(problemsOf("store: {id: x}\ncluster: {port: 5}\n", Map.of()))
        .singleElement()
        .asString()
        .startsWith("http.port: is missing; set http.port in ")
        .endsWith(" or TILLWATCH_HTTP_PORT");
  }

  @Test
  void collectsAllProblemsOfAFile() {
    assertThat(
            problemsOf(
                "store: {id: UP}\nhttp: {port: -1}\ncluster: {port: x}\nredis: {mode: y}\n",
                Map.of()))
        .hasSize(4);
  }

  @Test
  void refusesAFileThatIsNotThereEmptyOrNotYaml() throws IOException {
    assertThat(problemsOf("", Map.of())).singleElement().asString().contains("holds no settings");
    assertThat(problemsOf("a: [", Map.of())).singleElement().asString().contains("line ");
    assertThat(problemsOf("log: {level: info}\nlog: {level: warn}\n" + MINIMAL, Map.of()))
        .isNotEmpty();
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.load(dir.resolve("none.yaml"), Map.of()));
    assertThat(refused.problems().get(0).problem()).contains("is not there");
  }

  @Test
  void readsLanesWithCamerasOfTheirOwn() throws IOException {
    String cameras =
        MINIMAL + "camera: {source: device:0, lanes: {A-02: 'rtsp://u:s3@cam/x?k=s3', A-03: none}}";

    EdgeConfig config = load(cameras, Map.of());

    assertThat(config.camera().lanes())
        .containsEntry("A-02", new CameraSource(CameraSource.Kind.RTSP, "rtsp://u:s3@cam/x?k=s3"))
        .containsEntry("A-03", new CameraSource(CameraSource.Kind.NONE, ""));
    assertThat(config.toString()).contains("rtsp://cam/x").doesNotContain("s3");
    assertThat(ConfigLoader.describe(config).toString()).doesNotContain("s3");
  }

  @Test
  void namesTheLaneWhoseCameraCannotBe() {
    assertThat(problemsOf(MINIMAL + "camera: {lanes: {A-02: webcam}}", Map.of()))
        .singleElement()
        .asString()
        .startsWith("camera.lanes.A-02: must be demo, none, device:0,")
        .contains("rtsp://");
    assertThat(problemsOf(MINIMAL + "camera: {lanes: {A-02: demo}}", Map.of()))
        .singleElement()
        .asString()
        .contains("camera.lanes.A-02: can be demo only where camera.source is demo");
    assertThat(problemsOf(MINIMAL + "camera: {lanes: {'<lane>': none}}", Map.of()))
        .singleElement()
        .asString()
        .contains("camera.lanes: must name lanes by");
    assertThat(problemsOf(MINIMAL + "camera: {lanes: [device:1]}", Map.of()))
        .singleElement()
        .asString()
        .contains("must be names with values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://lane:hu@sh@cam/", "rtsp://lane:hush/x@cam/", "https://:hush@"})
  void showsNoPasswordOfAnAddressThatCannotBe(String address) {
    assertThat(problemsOf(MINIMAL, Map.of("TILLWATCH_CAMERA_SOURCE", address)))
        .singleElement()
        .asString()
        .contains("must be an address with a host")
        .doesNotContain("hu@sh")
        .doesNotContain("hush");
  }

  private EdgeConfig load(String yaml, Map<String, String> environment) throws IOException {
    return ConfigLoader.load(Files.writeString(dir.resolve("conf.yaml"), yaml), environment);
  }

  private List<String> problemsOf(String yaml, Map<String, String> environment) {
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> load(yaml, environment));
    assertThat(refused).isNotNull();
    return refused.problems().stream().map(ConfigProblem::toString).toList();
  }
}
