package io.tillwatch.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.support.TestSeal;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bytes between stores, pinned: nodes of two versions read each other's. */
class FrameFormTest {
  private static final String ADDRESS = "replication.pull";

  private final TestSeal seal = new TestSeal("golden");
  private final Pull pull =
      new Pull(new StoreId("store-a"), new StoreId("store-b"), new Position(5, 7), 3);

  @Test
  void theOldFormIsAsVersionsBeforeMadeIt() {
    String golden =
        "010045746573743a3236343833366233646538363538323465323566386335376638336539623462"
            + "62653534623436386432346237613862386131643363386137363739363034637b2266726f6d223a"
            + "7b2276616c7565223a2273746f72652d61227d2c226f726967696e223a7b2276616c7565223a2273"
            + "746f72652d62227d2c226166746572223a7b2265706f6368223a352c22736571223a377d2c226c69"
            + "6d6974223a337d";

    Buffer frame = LegacyFrameFormat.encode(seal, ADDRESS, pull);

    assertThat(hex(frame)).isEqualTo(golden);
    assertThat(LegacyFrameFormat.decode(seal, ADDRESS, bytes(golden), Pull.class)).isEqualTo(pull);
  }

  @Test
  void theNewFormIsAsWrittenDown() {
    String golden =
        "020045746573743a3139623333303266306361316430303036353539383662366538643931383338"
            + "3661633331346432646631366361343631323762613235616532636232663531010773746f72652d"
            + "610773746f72652d6201020304050607081112131415161718010000000000000000000000000000"
            + "0000000000000000000000000000000002000000000000010200000000000100017b2266726f6d22"
            + "3a7b2276616c7565223a2273746f72652d61227d2c226f726967696e223a7b2276616c7565223a22"
            + "73746f72652d62227d2c226166746572223a7b2265706f6368223a352c22736571223a377d2c226c"
            + "696d6974223a337d";
    byte[] session = new byte[Frame.SESSION_BYTES];
    session[0] = 1;
    session[31] = 2;
    Frame question =
        new Frame(
            Frame.Kind.QUESTION,
            new StoreId("store-a"),
            new UUID(0x0102030405060708L, 0x1112131415161718L),
            new StoreId("store-b"),
            session,
            258,
            65_537,
            RecordCodec.toBytes(pull));

    Buffer frame = FrameFormat.encode(seal, ADDRESS, question);

    assertThat(hex(frame)).isEqualTo(golden);
    Frame read = FrameFormat.decode(seal, ADDRESS, bytes(golden));
    assertThat(read).usingRecursiveComparison().isEqualTo(question);
    assertThat(RecordCodec.fromBytes(read.body(), Pull.class)).isEqualTo(pull);
  }

  private static String hex(Buffer frame) {
    return HexFormat.of().formatHex(frame.getBytes());
  }

  private static Buffer bytes(String hex) {
    return Buffer.buffer(HexFormat.of().parseHex(hex));
  }
}
