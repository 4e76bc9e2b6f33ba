package io.tillwatch.edge.proof;

import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.OpCodec;
import io.tillwatch.edge.bus.Seal;
import io.tillwatch.edge.bus.WireFormat;
import io.tillwatch.edge.config.ClusterKey;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.ledger.model.LogQuery.Stretch;
import io.tillwatch.edge.replication.model.Op;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.SignedOp;
import io.tillwatch.edge.replication.model.StoreId;
import io.tillwatch.edge.replication.model.protocol.Pull;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads op logs out of a node as another node of the group would: signed frames over HTTP. */
final class LogPuller {
  private static final int STRETCH = 500;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final NodeProcess node;
  private final Seal seal;

  LogPuller(NodeProcess node) {
    this.node = node;
    this.seal = ClusterKey.load(ConfigLoader.load(node.conf(), Map.of()).cluster());
  }

  /** The whole log of an origin, as this node's Redis has it. */
  List<LogEntry> log(String origin) {
    StoreId store = new StoreId(origin);
    List<LogEntry> entries = new ArrayList<>();
    Position after = Position.START;
    while (true) {
      Stretch stretch = pull(new Pull(new StoreId(node.store()), store, after, STRETCH));
      if (stretch.ops().isEmpty()) {
        return entries;
      }
      for (SignedOp signed : stretch.ops()) {
        Op op = OpCodec.decode(signed.text());
        entries.add(
            new LogEntry(
                signed.id().position(),
                op.predecessor(),
                op.previousHash(),
                OpCodec.hash(signed.text()),
                op.kind(),
                op.factId()));
        after = signed.id().position();
      }
    }
  }

  private Stretch pull(Pull pull) {
    String address = Channels.PULL.address();
    HttpRequest request =
        HttpRequest.newBuilder(node.uri().resolve("/cluster/v1/" + address))
            .header("Content-Type", "application/octet-stream")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    WireFormat.encode(seal, address, pull).getBytes()))
            .build();
    try {
      HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return WireFormat.decode(seal, address, Buffer.buffer(response.body()), Stretch.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
