package io.tillwatch.edge.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks for bytes in every file of a folder, and of those below it. */
public final class FileSearch {
  private static final int SLICE = 32;
  private static final int SLICES = 8;
  private static final int FLOATS = 6;

  private FileSearch() {}

  /** The files that have any of these, whatever stands around them. */
  public static List<Path> in(Path folder, byte[]... parts) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> wanted = Arrays.stream(parts).map(FileSearch::characters).toList();
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && hasAny(file, wanted)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              // one that Redis replaces meanwhile
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Parts of some bytes that nothing else has by chance: as they are, and as base64. */
  public static byte[][] slices(byte[] bytes) {
    if (bytes.length < 4_000) {
      throw new IllegalArgumentException("expected more than " + bytes.length + " bytes");
    }
    return IntStream.range(0, SLICES)
        // behind the head, which pictures share; a multiple of 3, for base64
        .map(i -> (900 + i * (bytes.length - 1_000) / SLICES) / 3 * 3)
        .mapToObj(at -> Arrays.copyOfRange(bytes, at, at + SLICE + 1))
        .flatMap(part -> Stream.of(part, Base64.getEncoder().withoutPadding().encode(part)))
        .toArray(byte[][]::new);
  }

  /** Parts of a template: its floats in either order of bytes. */
  public static byte[][] slices(float[] template) {
    return IntStream.iterate(0, at -> at + FLOATS <= template.length, at -> at + 32)
        .boxed()
        .flatMap(
            at ->
                Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                    .map(order -> floats(template, at, order)))
        .toArray(byte[][]::new);
  }

  private static byte[] floats(float[] template, int at, ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(FLOATS * Float.BYTES).order(order);
    for (int i = at; i < at + FLOATS; i++) {
      bytes.putFloat(template[i]);
    }
    return bytes.array();
  }

  private static boolean hasAny(Path file, List<String> wanted) {
    try {
      String content = characters(Files.readAllBytes(file));
      return wanted.stream().anyMatch(content::contains);
    } catch (IOException e) {
      // a file that Redis replaces meanwhile
      return false;
    }
  }

  private static String characters(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
