package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.ReasonCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the mitigations of one return take off: multipliers first, caps after them. */
public final class MitigationEffect {
  public static final int WHOLE = 1000;

  private static final int GROUPS = EvidenceGroup.values().length;
  private static final int CODES = ReasonCode.values().length;

  private final int[] groupPermille = new int[GROUPS];
  private final int[] groupCap = new int[GROUPS];
  private final int[] codePermille = new int[CODES];
  private final List<String> names = new ArrayList<>(2);
  private boolean liftsPhotoFloor;

  public MitigationEffect() {
    Arrays.fill(groupPermille, WHOLE);
    Arrays.fill(groupCap, 100);
    Arrays.fill(codePermille, WHOLE);
  }

  /** Multiplies a group's strength by permille / 1000. */
  public MitigationEffect scale(EvidenceGroup group, long permille) {
    groupPermille[group.ordinal()] = (int) (groupPermille[group.ordinal()] * permille / WHOLE);
    return this;
  }

  /** Multiplies one rule's strength by permille / 1000. */
  public MitigationEffect scale(ReasonCode code, long permille) {
    codePermille[code.ordinal()] = (int) (codePermille[code.ordinal()] * permille / WHOLE);
    return this;
  }

  /** Lets a group weigh at most these points. */
  public MitigationEffect cap(EvidenceGroup group, long points) {
    groupCap[group.ordinal()] = (int) Math.min(groupCap[group.ordinal()], points);
    return this;
  }

  /** Turns the floor of a missing photo into strength: the one floor that anything lifts. */
  public MitigationEffect liftPhotoFloor() {
    liftsPhotoFloor = true;
    return this;
  }

  public void named(String name) {
    names.add(name);
  }

  public int permille(EvidenceGroup group) {
    return groupPermille[group.ordinal()];
  }

  public int capPoints(EvidenceGroup group) {
    return groupCap[group.ordinal()];
  }

  public int permille(ReasonCode code) {
    return codePermille[code.ordinal()];
  }

  public boolean isFloor(Hit hit) {
    return hit.floor() && !(liftsPhotoFloor && hit.code() == ReasonCode.PHOTO_MISSING);
  }

  public List<String> names() {
    return names;
  }
}
