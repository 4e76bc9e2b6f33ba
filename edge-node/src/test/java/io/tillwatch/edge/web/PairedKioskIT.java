package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.access.KioskPairings;
import io.tillwatch.edge.web.access.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A kiosk signs in once; restarts of its node do not sign it out, and an operator does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PairedKioskIT {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final String WHO = "/api/v1/session?page=";

  private TestNodes nodes;
  private EdgeConfig config;

  @BeforeAll
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a");
    nodes.start("store-a");
    config = nodes.config("store-a");
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  void staysSignedInOverARestartAndSellsOnceWithItsOldKey() throws IOException {
    Http kiosk = signIn(Page.KIOSK);
    Http dashboard = signIn(Page.DASH);
    Answer first = kiosk.submit("/api/v1/sales", WebStore.sale("CU-1"), "pending-1");

    nodes.stop("store-a");
    nodes.start("store-a");

    assertThat(kiosk.get(WHO + "kiosk").status()).isEqualTo(200);
    Answer again = kiosk.submit("/api/v1/sales", WebStore.sale("CU-1"), "pending-1");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json().getJsonObject("transaction"))
        .isEqualTo(first.json().getJsonObject("transaction"));
    assertThat(dashboard.get(WHO + "dash").status()).isEqualTo(401);
    assertThat(Files.readString(config.dataDir().resolve("kiosks.json"))).contains("sha256");
  }

  @Test
  void isSignedOutByItsNameAndStaysSo() throws IOException {
    Http front = anonymous().signIn(Page.KIOSK, code(Page.KIOSK), "front");
    Http back = anonymous().signIn(Page.KIOSK, code(Page.KIOSK), "back");

    KioskPairings.open(config.dataDir()).revoke("front");

    Await.until("it is out", SOON, () -> front.get(WHO + "kiosk").status() == 401);
    assertThat(back.get(WHO + "kiosk").status()).isEqualTo(200);
    nodes.stop("store-a");
    nodes.start("store-a");
    assertThat(front.get(WHO + "kiosk").status()).isEqualTo(401);
    assertThat(back.get(WHO + "kiosk").status()).isEqualTo(200);
  }

  @Test
  void whoSignsOutIsNotSignedInAgainByARestart() {
    Http kiosk = signIn(Page.KIOSK);

    kiosk.delete(WHO + "kiosk");
    nodes.stop("store-a");
    nodes.start("store-a");

    assertThat(kiosk.get(WHO + "kiosk").status()).isEqualTo(401);
  }

  @Test
  void aNewKioskOfTheSameNameEndsTheOld() {
    Http old = anonymous().signIn(Page.KIOSK, code(Page.KIOSK), "lane 4");
    Http fresh = anonymous().signIn(Page.KIOSK, code(Page.KIOSK), "lane 4");

    Await.until("the old is out", SOON, () -> old.get(WHO + "kiosk").status() == 401);
    assertThat(fresh.get(WHO + "kiosk").status()).isEqualTo(200);
  }

  private Http signIn(Page page) {
    return anonymous().signIn(page, code(page));
  }

  private Http anonymous() {
    return new Http("http://127.0.0.1:" + config.http().port(), null);
  }

  private String code(Page page) {
    URI link = nodes.node("store-a").link(page);
    return link.getFragment().substring("code=".length());
  }
}
