package io.tillwatch.core.fraud;

import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.scoring.Shop;
import io.tillwatch.core.retail.StoreInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Until when goods may come back: by the shop's calendar, by the window of the purchase. */
class ReturnWindowsTest {
  private static RetailContext shop(String zoneOfA, String zoneOfB, ReturnWindows windows) {
    return new RetailContext(
        Shop.CONTEXT.catalog(),
        Map.of("A", store("A", zoneOfA), "B", store("B", zoneOfB)),
        windows,
        null,
        RetailContext.STANDARD_CURRENCY);
  }

  private static StoreInfo store(String id, String zone) {
    return new StoreInfo(id, null, null, ZoneId.of(zone), null, null);
  }

  private static boolean isOut(RetailContext shop, String bought, String store, String back) {
    FraudHistory history = Shop.history(shop);
    history.learn(sale("r1").at(Instant.parse(bought)).done(), Decision.APPROVE);
    return Shop.judge(
            history, refund("e1", "r1").in(store).at(Instant.parse(back)).face(0.8).done())
        .names(ReasonCode.OUT_OF_WINDOW);
  }

  @Test
  void lastsToTheEndOfItsLastDayByTheStoresClock() {
    RetailContext newYork = shop("America/New_York", "America/New_York", ReturnWindows.of(30));

    // bought at 10:00 on 1 May, back at 23:59 on 31 May and at 00:01 on 1 June
    assertThat(isOut(newYork, "2026-05-01T14:00:00Z", "A", "2026-06-01T03:59:00Z")).isFalse();
    assertThat(isOut(newYork, "2026-05-01T14:00:00Z", "A", "2026-06-01T04:01:00Z")).isTrue();
    // bought a minute before midnight, back thirty days and ten hours later
    assertThat(isOut(newYork, "2026-05-02T03:59:00Z", "A", "2026-06-01T14:00:00Z")).isTrue();
  }

  @Test
  void countsTheDaysOfSummerTimeAsDays() {
    RetailContext berlin = shop("Europe/Berlin", "Europe/Berlin", ReturnWindows.of(10));

    // bought at 00:30 on 20 March, back at 23:30 on 30 March: an hour less lies between
    assertThat(isOut(berlin, "2026-03-19T23:30:00Z", "A", "2026-03-30T21:30:00Z")).isFalse();
    assertThat(isOut(berlin, "2026-03-19T23:30:00Z", "A", "2026-03-30T22:30:00Z")).isTrue();
  }

  @Test
  void goesByTheCalendarsOfBothStores() {
    RetailContext chain = shop("America/New_York", "Asia/Tokyo", ReturnWindows.of(30));

    // bought on 1 May in New York, back on 31 May in Tokyo
    assertThat(isOut(chain, "2026-05-01T14:00:00Z", "B", "2026-05-31T14:59:00Z")).isFalse();
    assertThat(isOut(chain, "2026-05-01T14:00:00Z", "B", "2026-05-31T15:01:00Z")).isTrue();
  }

  @Test
  void aPurchaseKeepsTheWindowItWasMadeUnder() {
    ReturnWindows shortened =
        ReturnWindows.of(90).changed(Instant.parse("2026-05-10T00:00:00Z"), 14);
    RetailContext shop = shop("UTC", "UTC", shortened);

    assertThat(isOut(shop, "2026-05-09T12:00:00Z", "A", "2026-07-01T12:00:00Z")).isFalse();
    assertThat(isOut(shop, "2026-05-11T12:00:00Z", "A", "2026-07-01T12:00:00Z")).isTrue();
    assertThat(isOut(shop, "2026-05-11T12:00:00Z", "A", "2026-05-25T12:00:00Z")).isFalse();
  }

  @Test
  void theSameWindowIsNoChange() {
    ReturnWindows windows = ReturnWindows.of(90);

    assertThat(windows.changed(Instant.parse("2026-05-10T00:00:00Z"), 90)).isEqualTo(windows);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> ReturnWindows.of(3_651)).hasMessageContaining("0..3650");
    assertThatThrownBy(() -> new ReturnWindows(List.of())).hasMessageContaining("found none");
  }
}
