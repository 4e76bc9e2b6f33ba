package io.tillwatch.archunit.bad;

/** Has the name of something that has another name since, in its type and in its method. */
record HeardUpTo(long at) {
  boolean inTurn() {
    return at > 0;
  }
}
