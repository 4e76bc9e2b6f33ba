package io.tillwatch.archunit.bad.tillwatch.core;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Each method looks at the clock, at chance or at the machine in a way of its own. */
public final class OutwardModel {
  private OutwardModel() {}

  static int random() {
    return new Random(1).nextInt();
  }

  static int threadLocalRandom() {
    return ThreadLocalRandom.current().nextInt();
  }

  static int splittableRandom() {
    return new SplittableRandom().nextInt();
  }

  static int randomGenerator() {
    return RandomGenerator.getDefault().nextInt();
  }

  static double mathRandom() {
    return Math.random();
  }

  static double strictMathRandom() {
    return StrictMath.random();
  }

  static UUID randomId() {
    return UUID.randomUUID();
  }

  static void shuffle(List<String> all) {
    Collections.shuffle(all);
  }

  static LocalDate today() {
    return LocalDate.now();
  }

  static OffsetDateTime offsetTime() {
    return OffsetDateTime.now();
  }

  static Year year() {
    return Year.now();
  }

  static long date() {
    return new Date().getTime();
  }

  static long nanos() {
    return System.nanoTime();
  }

  static ZoneId zone() {
    return ZoneId.systemDefault();
  }

  static Locale locale() {
    return Locale.getDefault();
  }

  static String environment() {
    return System.getenv("HOME");
  }

  static String property() {
    return System.getProperty("user.home");
  }

  static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
