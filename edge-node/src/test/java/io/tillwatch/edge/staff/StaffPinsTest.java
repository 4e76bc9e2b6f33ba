package io.tillwatch.edge.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong PINs: at one kiosk, at many, again and again, over a restart. */
class StaffPinsTest {
  private static final String PIN = "271828";

  @TempDir Path dir;
  private Instant now = Instant.parse("2026-05-04T10:00:00Z");
  private StaffPins pins;

  @BeforeEach
  void open() {
    pins = new StaffPins(dir, () -> now);
  }

  @Test
  void eachLockAtAKioskIsTwiceAsLongAsTheOneBeforeUntilADay() throws IOException {
    easy("ann");

    List<Duration> locks =
        IntStream.range(0, 9)
            .mapToObj(
                round -> {
                  wrong("ann", "front", 5);
                  Duration lock = lock("ann", "front");
                  now = now.plus(lock);
                  return lock;
                })
            .toList();

    assertThat(locks.subList(0, 3))
        .containsExactly(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1));
    assertThat(locks.get(8)).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void manyKiosksTogetherLockANameEverywhere() throws IOException {
    easy("ann");

    IntStream.range(0, 5).forEach(kiosk -> wrong("ann", "kiosk-" + kiosk, 4));

    assertThat(check("ann", "another")).isInstanceOf(PinCheck.Locked.class);
  }

  @Test
  void aRightPinForgivesThatKioskAndTheSumButNoOtherKiosk() throws IOException {
    easy("ann");
    wrong("ann", "guessed", 5);
    wrong("ann", "mistyped", 4);

    PinCheck right = check("ann", "mistyped");
    wrong("ann", "mistyped", 4);

    assertThat(right).isInstanceOf(PinCheck.Right.class);
    assertThat(check("ann", "mistyped")).isInstanceOf(PinCheck.Right.class);
    assertThat(check("ann", "guessed")).isInstanceOf(PinCheck.Locked.class);
  }

  @Test
  void aRestartGivesNoTriesAndAnOperatorForgivesThemAll() throws IOException {
    easy("ann");
    wrong("ann", "front", 5);

    pins = new StaffPins(dir, () -> now);

    assertThat(check("ann", "front")).isInstanceOf(PinCheck.Locked.class);
    assertThat(pins.unlock("ann")).isTrue();
    assertThat(check("ann", "front")).isInstanceOf(PinCheck.Right.class);
  }

  @Test
  void readsWhatTheVersionBeforeWrote() throws IOException {
    easy("ann");
    String kept = Files.readString(dir.resolve("staff.json"));
    assertThat(kept).doesNotContain("kiosks");
    Files.writeString(
        dir.resolve("staff.json"),
        kept.replaceFirst(
            "\"wrong\" : 0", "\"wrong\" : 0, \"lockedUntil\" : \"2026-05-04T10:15:00Z\""));

    assertThat(check("ann", "front")).isInstanceOf(PinCheck.Locked.class);
    now = now.plus(Duration.ofMinutes(15));
    assertThat(check("ann", "front")).isInstanceOf(PinCheck.Right.class);
  }

  /** A PIN whose hash takes no time to compare: these tests try many. */
  private void easy(String name) throws IOException {
    pins.set(name, PIN);
    String cheap = PinHash.of(PIN, 1);
    Path file = dir.resolve("staff.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("pbkdf2[^\"]+", java.util.regex.Matcher.quoteReplacement(cheap)));
  }

  private void wrong(String name, String kiosk, int times) {
    IntStream.range(0, times).forEach(n -> check(name, "161803", kiosk));
  }

  private PinCheck check(String name, String kiosk) {
    return check(name, PIN, kiosk);
  }

  private PinCheck check(String name, String pin, String kiosk) {
    try {
      return pins.check(name, pin, kiosk);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Duration lock(String name, String kiosk) {
    return Duration.between(now, ((PinCheck.Locked) check(name, kiosk)).until());
  }
}
