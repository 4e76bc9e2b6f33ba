package io.tillwatch.edge.support;

import io.tillwatch.core.oplog.Seal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A real HMAC with a key that everybody may know: for stores that exist in one test. */
public final class TestSeal implements Seal {
  private final byte[] key;

  public TestSeal(String key) {
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String sign(byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "test:" + HexFormat.of().formatHex(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean verify(byte[] content, String mac) {
    return MessageDigest.isEqual(
        sign(content).getBytes(StandardCharsets.US_ASCII), mac.getBytes(StandardCharsets.US_ASCII));
  }
}
