package io.tillwatch.edge.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority of one's own and certificates of it, made by the JDK's keytool, as PEM files. */
public final class TestCertificates {
  /** Of every key store made here. */
  public static final String PASSWORD = "only-for-this-test";

  private final Path dir;
  private final String authority;

  /** Makes the authority. */
  public TestCertificates(Path dir, String authority) {
    this.dir = dir;
    this.authority = authority;
    keytool(authority, "-genkeypair", "-dname", "CN=" + authority, "-ext", "bc:c");
    write(ca(), "CERTIFICATE", certificate(authority));
  }

  /** The authority's certificate. */
  public Path ca() {
    return dir.resolve(authority + "-ca.pem");
  }

  public Path cert(String name) {
    return dir.resolve(name + ".pem");
  }

  public Path key(String name) {
    return dir.resolve(name + "-key.pem");
  }

  /** Makes a key and a certificate of this authority for it. */
  public void issue(String name) {
    Path request = dir.resolve(name + ".csr");
    Path signed = dir.resolve(name + ".crt");
    keytool(name, "-genkeypair", "-dname", "CN=" + name);
    keytool(name, "-certreq", "-file", request.toString());
    keytool(
        authority,
        "-gencert",
        "-ext",
        "san=ip:127.0.0.1",
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString());
    importCertificate(name, authority, ca());
    importCertificate(name, name, signed);
    try {
      write(cert(name), "CERTIFICATE", Files.readAllBytes(signed));
      write(
          key(name), "PRIVATE KEY", store(name).getKey(name, PASSWORD.toCharArray()).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key store that holds the key and certificate of that name. */
  public KeyStore store(String name) {
    try {
      return KeyStore.getInstance(keyStore(name).toFile(), PASSWORD.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] certificate(String name) {
    try {
      return store(name).getCertificate(name).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path keyStore(String name) {
    return dir.resolve(name + ".p12");
  }

  private void importCertificate(String into, String alias, Path certificate) {
    keytool(into, "-importcert", "-noprompt", "-alias", alias, "-file", certificate.toString());
  }

  private void keytool(String name, String command, String... options) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(command, "-keystore", keyStore(name).toString()));
    words.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    if (!List.of(options).contains("-alias")) {
      words.addAll(List.of("-alias", name));
    }
    if (command.equals("-genkeypair")) {
      words.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    }
    words.addAll(List.of(options));
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("keytool.log").toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(
            "keytool " + command + ": " + Files.readString(dir.resolve("keytool.log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String kind, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    try {
      Files.writeString(
          file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
