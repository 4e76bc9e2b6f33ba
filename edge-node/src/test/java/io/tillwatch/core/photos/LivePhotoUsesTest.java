package io.tillwatch.core.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.photos.LivePhotoUses.Fault;
import io.tillwatch.core.photos.LivePhotoUses.Use;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivePhotoUsesTest {
  private static final Instant TAKEN = Instant.parse("2026-11-27T10:00:00Z");
  private static final Use SALE = new Use("store-a", "A-01", "till-1 key-1", null);
  private static final Use OTHER = new Use("store-a", "A-01", "till-1 key-2", null);

  private final LivePhotoUses uses = new LivePhotoUses();

  @Test
  void takesAFreshPhotoOnceAndTheSameRequestAgain() {
    Photo photo = photo(SourceKind.BROWSER);

    assertThat(uses.take(photo, SALE, TAKEN.plusSeconds(10))).isEmpty();
    uses.used(photo, SALE, "tx-1");

    assertThat(uses.take(photo, SALE, TAKEN.plusSeconds(11))).isEmpty();
    assertThat(uses.take(photo, OTHER, TAKEN.plusSeconds(11))).contains(Fault.USED);
  }

  @Test
  void takesNoPhotoThatIsMoreThanAMinuteOld() {
    Photo photo = photo(SourceKind.LIVE_CAMERA);

    assertThat(uses.take(photo, SALE, TAKEN.plusSeconds(61))).contains(Fault.TOO_OLD);
    assertThat(uses.take(photo, SALE, TAKEN.plusSeconds(60))).isEmpty();
  }

  @Test
  void takesNoPhotoOfAnotherLaneOrStore() {
    Photo photo = photo(SourceKind.BROWSER);

    assertThat(uses.take(photo, new Use("store-a", "A-02", "r", null), TAKEN))
        .contains(Fault.OTHER_LANE);
    assertThat(uses.take(photo, new Use("store-b", "A-01", "r", null), TAKEN))
        .contains(Fault.OTHER_LANE);
  }

  @Test
  void letsARequestThatRepeatsATransactionShowItsPhotoAgain() {
    Photo photo = photo(SourceKind.BROWSER);
    uses.take(photo, SALE, TAKEN);
    uses.used(photo, SALE, "tx-1");

    Use again = new Use("store-a", "A-01", "till-1 key-2", "tx-1");
    Use ofAnother = new Use("store-a", "A-01", "till-1 key-3", "tx-9");

    assertThat(uses.take(photo, ofAnother, TAKEN)).contains(Fault.USED);
    assertThat(uses.take(photo, again, TAKEN.plusSeconds(90))).isEmpty();
  }

  @Test
  void servesNobodyWhileSomebodyElseStandsThere() {
    Photo photo = photo(SourceKind.BROWSER);
    uses.seen(new Presence.Check(photo.id(), Presence.Person.SAME));
    uses.seen(new Presence.Check(photo.id(), Presence.Person.OTHER));
    uses.seen(new Presence.Check(photo.id(), Presence.Person.UNKNOWN));

    assertThat(uses.take(photo, SALE, TAKEN)).contains(Fault.OTHER_PERSON);

    uses.seen(new Presence.Check(photo.id(), Presence.Person.SAME));
    assertThat(uses.take(photo, SALE, TAKEN)).isEmpty();
  }

  @Test
  void knowsOutOfTheFactsWhatWasUsedBefore() {
    Photo photo = photo(SourceKind.BROWSER);
    uses.known(photo.id(), "tx-1");

    assertThat(uses.take(photo, SALE, TAKEN)).contains(Fault.USED);
    Use again = new Use("store-a", "A-01", "till-1 key-2", "tx-1");
    assertThat(uses.take(photo, again, TAKEN.plusSeconds(90))).isEmpty();
  }

  @Test
  void givesAPhotoBackWhoseTransactionDidNotComeAbout() {
    Photo photo = photo(SourceKind.BROWSER);
    uses.take(photo, SALE, TAKEN);
    uses.release(photo, SALE);

    assertThat(uses.take(photo, OTHER, TAKEN)).isEmpty();
  }

  @Test
  void asksNothingOfPicturesThatClaimNothing() {
    for (SourceKind kind : List.of(SourceKind.UPLOAD, SourceKind.FILE, SourceKind.DEMO)) {
      Photo photo = photo(kind);
      assertThat(uses.take(photo, SALE, TAKEN.plusSeconds(3600))).isEmpty();
      uses.used(photo, SALE, "tx-1");
      assertThat(uses.take(photo, OTHER, TAKEN.plusSeconds(3600))).isEmpty();
    }
  }

  private static Photo photo(SourceKind kind) {
    return Photo.builder()
        .id("ph_1")
        .storeId("store-a")
        .laneId("A-01")
        .source(kind)
        .capturedAt(TAKEN)
        .sha256("00")
        .quality(80)
        .verified(true)
        .detector("test")
        .detectorSha256("00")
        .liveness(Liveness.UNDETERMINED)
        .build();
  }
}
