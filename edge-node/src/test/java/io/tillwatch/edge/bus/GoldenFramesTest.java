package io.tillwatch.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.support.GoldenFile;
import io.tillwatch.edge.support.TestSeal;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of every kind of frame, signed; and of an op as its signature covers it. */
class GoldenFramesTest {
  private final TestSeal seal = new TestSeal("golden");

  @ParameterizedTest
  @EnumSource
  void theBytesOfAFrameStay(Frame.Kind kind) {
    byte[] session = new byte[Frame.SESSION_BYTES];
    session[0] = 1;
    session[31] = 2;
    Frame frame =
        new Frame(
            kind,
            MessageExamples.A,
            new UUID(0x0102030405060708L, 0x1112131415161718L),
            MessageExamples.B,
            session,
            258,
            65_537,
            new byte[] {3, 4, 5});
    String address = kind == Frame.Kind.HELLO ? Handshake.ADDRESS : StoreChannels.PULL.address();
    GoldenFile file = new GoldenFile("frames/" + kind + ".hex");

    file.pins(hex(FrameFormat.encode(seal, address, frame)));

    Buffer pinned = Buffer.buffer(HexFormat.of().parseHex(file.text()));
    assertThat(FrameFormat.decode(seal, address, pinned))
        .usingRecursiveComparison()
        .isEqualTo(frame);
  }

  @Test
  void theAddressesOfChannelsAndOfTheHandshakeStay() {
    StringBuilder addresses = new StringBuilder(Handshake.ADDRESS).append('\n');
    StoreMessages.all().keySet().forEach(each -> addresses.append(each).append('\n'));

    new GoldenFile("frames/addresses.txt").pins(addresses.toString());
  }

  @Test
  void theTextOfAnOpStays() {
    GoldenFile file = new GoldenFile("op.json");

    file.pins(OpCodec.encode(MessageExamples.OP));

    assertThat(OpCodec.decode(file.text())).isEqualTo(MessageExamples.OP);
    byte[] text = file.bytes();
    int body = OpCodec.bodyIn(text, 0, text.length);
    assertThat(OpCodec.decode(text, 0, body, text.length)).isEqualTo(MessageExamples.OP);
  }

  private static String hex(Buffer frame) {
    return HexFormat.of().formatHex(frame.getBytes());
  }
}
