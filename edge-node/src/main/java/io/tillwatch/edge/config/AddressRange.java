package io.tillwatch.edge.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address or a block of addresses, {@code 10.0.0.5} or {@code 10.0.0.0/8}; IPv4 or IPv6, in
 * numbers: no name is ever looked up.
 *
 * @param text as it was written
 */
public record AddressRange(String text) {
  /** Nothing else may get to the JDK, which asks the name service for what it takes for a name. */
  private static final Pattern NUMBERS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]{0,15}:[0-9a-fA-F:.]{1,48}");

  public AddressRange {
    bits(text);
  }

  public static AddressRange parse(String text) {
    return new AddressRange(text.trim());
  }

  /** Whether this address lies within; false for what is no address in numbers. */
  public boolean contains(String address) {
    byte[] mine = numbers(text.split("/", 2)[0]);
    byte[] other = numbers(address);
    if (mine == null || other == null || mine.length != other.length) {
      return false;
    }
    int bits = bits(text);
    byte[] mask = new byte[mine.length];
    for (int i = 0; i < bits; i++) {
      mask[i / 8] |= (byte) (0x80 >> (i % 8));
    }
    for (int i = 0; i < mine.length; i++) {
      mine[i] &= mask[i];
      other[i] &= mask[i];
    }
    return Arrays.equals(mine, other);
  }

  /** The bytes of an address in numbers; null for anything else. An IPv4 address has 4 always. */
  public static byte @Nullable [] numbers(String address) {
    if (!NUMBERS.matcher(address).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static int bits(String text) {
    String[] parts = text.split("/", 2);
    byte[] address = numbers(parts[0]);
    int most = address == null ? 0 : address.length * 8;
    int bits = parts.length == 1 ? most : digits(parts[1]);
    if (address == null || bits < 0 || bits > most) {
      throw new IllegalArgumentException(
          "must be an address or a block of them, for example 127.0.0.1 or 10.0.0.0/8");
    }
    return bits;
  }

  private static int digits(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }

  @Override
  public String toString() {
    return text;
  }
}
