package io.tillwatch.edge.fraud.external;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Addresses that no service of the public internet has: this machine's and this network's. */
final class PrivateAddresses {
  private PrivateAddresses() {}

  static boolean holds(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet6Address
            ? isUniqueLocal(address.getAddress())
            : isReserved(address.getAddress()));
  }

  /** fc00::/7, and the prefixes that carry an IPv4 address within. */
  private static boolean isUniqueLocal(byte[] bytes) {
    int first = bytes[0] & 0xff;
    boolean translated = first == 0x00 && (bytes[1] & 0xff) == 0x64 && (bytes[2] & 0xff) == 0xff;
    boolean sixToFour = first == 0x20 && (bytes[1] & 0xff) == 0x02;
    return (first & 0xfe) == 0xfc || translated || sixToFour;
  }

  /** 0/8, 100.64/10, 192.0.0/24, 198.18/15, 240/4. */
  private static boolean isReserved(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return first == 0
        || (first == 100 && (second & 0xc0) == 64)
        || (first == 192 && second == 0 && bytes[2] == 0)
        || (first == 198 && (second & 0xfe) == 18)
        || first >= 240;
  }
}
