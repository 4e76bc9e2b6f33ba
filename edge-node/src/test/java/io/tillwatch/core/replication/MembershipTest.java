package io.tillwatch.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private final Membership membership = new Membership();

  @Test
  void theEarlierOfTwoOrdersStandsInWhateverOrderTheyAreLearnt() {
    Membership other = new Membership();
    membership.learn(order("c", "b", "a"), 20);
    membership.learn(order("c", "a", "b"), 10);
    other.learn(order("c", "a", "b"), 10);
    other.learn(order("c", "b", "a"), 20);

    assertThat(membership.pending("c").heir()).isEqualTo("a");
    assertThat(other.pending("c")).isEqualTo(membership.pending("c"));
  }

  @Test
  void ordersOfOneMomentAreDecidedByTheStoreThatAsked() {
    membership.learn(order("c", "b", "b"), 10);
    membership.learn(order("c", "d", "a"), 10);

    assertThat(membership.pending("c").heir()).isEqualTo("d");
  }

  @Test
  void aStoreOwnsItsRightsUntilItIsGone() {
    membership.learn(order("c", "b", "a"), 10);
    assertThat(membership.isLeaving("c")).isTrue();
    assertThat(membership.ownerOf("c")).isEqualTo("c");

    membership.learn(gone("c", "b"), 30);

    assertThat(membership.ownerOf("c")).isEqualTo("b");
    assertThat(membership.pending("c")).isNull();
    assertThat(membership.learn(gone("c", "a"), 31)).isFalse();
  }

  @Test
  void anHeirThatLeavesPassesOnWhatItInherited() {
    membership.learn(gone("c", "b"), 10);
    membership.learn(gone("b", "a"), 20);

    assertThat(membership.ownerOf("c")).isEqualTo("a");
    assertThat(membership.ownerOf("a")).isEqualTo("a");
  }

  @Test
  void twoStoresThatInheritFromEachOtherDoNotHangTheQuestion() {
    membership.learn(gone("c", "b"), 10);
    membership.learn(gone("b", "c"), 10);

    assertThat(membership.ownerOf("c")).isIn("b", "c");
  }

  private static Decommission order(String removed, String heir, String by) {
    return new Decommission(
        Decommission.idFor(removed, by), Instant.EPOCH, by, removed, heir, Position.START, "key");
  }

  private static Decommissioned gone(String removed, String heir) {
    return new Decommissioned(
        Decommissioned.idFor(removed), Instant.EPOCH, "a", removed, heir, Position.START, "x");
  }
}
