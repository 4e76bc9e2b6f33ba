package io.tillwatch.core.fraud.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactMapTest {

  @Test
  void doesWhatAHashMapDoes() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int names = 1 + random.nextInt(400);
      Map<String, Integer> expected = new HashMap<>();
      CompactMap<Integer> map = new CompactMap<>();
      for (int i = 0; i < 3_000; i++) {
        // fresh strings, and now and then two of one hash
        String key = (random.nextBoolean() ? "Aa" : "BB") + random.nextInt(names);
        switch (random.nextInt(4)) {
          case 0 -> {
            expected.put(key, i);
            map.put(key, i);
          }
          case 1 -> assertThat(map.putIfAbsent(key, i)).isEqualTo(expected.putIfAbsent(key, i));
          case 2 -> {
            expected.remove(key);
            map.remove(key);
          }
          default -> assertThat(map.get(key)).as("seed %d", seed).isEqualTo(expected.get(key));
        }
        assertThat(map.size()).isEqualTo(expected.size());
      }
      expected.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
    }
  }
}
