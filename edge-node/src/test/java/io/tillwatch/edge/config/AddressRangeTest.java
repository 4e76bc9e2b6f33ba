package io.tillwatch.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.5, 10.0.0.5, true",
    "10.0.0.5, 10.0.0.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "192.168.128.0/17, 192.168.127.255, false",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "127.0.0.1, ::ffff:127.0.0.1, true",
    "10.0.0.0/8, tillwatch.example, false"
  })
  void knowsWhatLiesWithin(String range, String address, boolean within) {
    assertThat(AddressRange.parse(range).contains(address)).isEqualTo(within);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "a.b.c.d", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "", "::/129"})
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text)).hasMessageContaining("10.0.0.0/8");
  }
}
