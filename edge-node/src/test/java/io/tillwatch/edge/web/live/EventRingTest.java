package io.tillwatch.edge.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRingTest {
  private record Count(int n) {}

  private final EventRing ring = new EventRing("boot", 3);

  @Test
  void knowsWhatItStillHas() {
    add(4);

    assertThat(ring.numberOf("boot-2")).hasValue(2);
    assertThat(ring.at(2).text().toString()).startsWith("id: boot-2\n");
    assertThat(ring.at(4).text().toString()).startsWith("id: " + ring.lastId() + "\n");
    assertThat(ring.at(1)).isNull();
    assertThat(ring.at(5)).isNull();
  }

  @Test
  void makesTheTextOnceAndOnlyForWhoWantsIt() {
    AtomicInteger made = new AtomicInteger();
    EventRing.Event event = ring.add("stats", () -> new Count(made.incrementAndGet()), null);

    assertThat(made).hasValue(0);
    Buffer text = event.text();
    assertThat(text.toString()).isEqualTo("id: boot-1\nevent: stats\ndata: {\"n\":1}\n\n");
    assertThat(event.text()).isSameAs(text);
    assertThat(made).hasValue(1);
  }

  @Test
  void saysSoWhereItForgot() {
    add(5);

    assertThat(ring.numberOf("boot-2")).hasValue(2);
    assertThat(ring.numberOf("boot-1")).isEmpty();
    assertThat(ring.forgotBehind(1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boot-9",
        "other-1",
        "boot-",
        "boot-x",
        "",
        "boot--1",
        "boot-99999999999999999999"
      })
  void cannotTellWhatIsNoneOfItsIds(String id) {
    add(2);

    assertThat(ring.numberOf(id)).isEmpty();
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      ring.add("transaction", () -> new Count(0), null);
    }
  }
}
