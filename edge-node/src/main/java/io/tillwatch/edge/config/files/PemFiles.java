package io.tillwatch.edge.config.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates and keys as operators have them: PEM files. */
public final class PemFiles {
  private static final long MOST_BYTES = 1 << 20;
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\\s]+-----END PRIVATE KEY-----");

  private PemFiles() {}

  /**
   * A context that trusts this file's authorities and nobody else.
   *
   * @throws IOException where the file holds no certificate
   */
  public static SSLContext trusting(Path file) throws IOException {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate each : certificates(file)) {
        trusted.setCertificateEntry("ca-" + trusted.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot trust " + file + ": " + e.getMessage(), e);
    }
  }

  /** Why nobody can take certificates out of the file, or null where they can. */
  public static @Nullable String whyNoCertificate(Path file) {
    try {
      return certificates(file).isEmpty() ? file + " holds no certificate" : null;
    } catch (IOException e) {
      return file + " holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)";
    }
  }

  /** Why nobody can take a private key out of the file, or null where they can. */
  public static @Nullable String whyNoPrivateKey(Path file) {
    try {
      return PKCS8.matcher(text(file)).find()
          ? null
          : file + " holds no private key in PKCS#8 form (-----BEGIN PRIVATE KEY-----)";
    } catch (IOException e) {
      return file + " cannot be read as text";
    }
  }

  private static Collection<? extends Certificate> certificates(Path file) throws IOException {
    byte[] pem = text(file).getBytes(StandardCharsets.UTF_8);
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem));
    } catch (CertificateException e) {
      throw new IOException("no certificate", e);
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("larger than 1 MiB");
    }
    return Files.readString(file);
  }
}
