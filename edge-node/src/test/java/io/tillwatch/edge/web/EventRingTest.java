package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRingTest {
  private final EventRing ring = new EventRing("boot", 3);

  @Test
  void givesWhatCameAfterAnEvent() {
    add(3);

    assertThat(ring.after("boot-1").orElseThrow())
        .extracting(EventRing.Event::id)
        .containsExactly("boot-2", "boot-3");
    assertThat(ring.after("boot-3")).hasValueSatisfying(missed -> assertThat(missed).isEmpty());
  }

  @Test
  void makesTheTextOnceAndOnlyForWhoWantsIt() {
    AtomicInteger made = new AtomicInteger();
    EventRing.Event event =
        ring.add("stats", () -> new JsonObject().put("n", made.incrementAndGet()), null);

    assertThat(made).hasValue(0);
    assertThat(event.text()).isEqualTo("id: boot-1\nevent: stats\ndata: {\"n\":1}\n\n");
    assertThat(event.text()).isEqualTo(event.text());
    assertThat(made).hasValue(1);
  }

  @Test
  void saysSoWhereItForgot() {
    add(5);

    assertThat(ring.after("boot-2")).isPresent();
    assertThat(ring.after("boot-1")).isEmpty();
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

    assertThat(ring.after(id)).isEmpty();
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      ring.add("transaction", JsonObject::new, null);
    }
  }
}
