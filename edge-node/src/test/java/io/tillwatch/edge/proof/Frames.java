package io.tillwatch.edge.proof;

import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Seal;
import io.tillwatch.edge.bus.WireFormat;
import io.tillwatch.edge.config.ClusterKey;
import io.tillwatch.edge.config.ConfigLoader;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Speaks to a node as another node of the group would: signed frames over HTTP. */
final class Frames {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final NodeProcess node;
  private final Seal seal;

  Frames(NodeProcess node) {
    this.node = node;
    this.seal = ClusterKey.load(ConfigLoader.load(node.conf(), Map.of()).cluster());
  }

  <Q, A> A ask(Channel<Q, A> channel, Q question) {
    String address = channel.address();
    HttpRequest request =
        HttpRequest.newBuilder(node.uri().resolve("/cluster/v1/" + address))
            .header("Content-Type", "application/octet-stream")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    WireFormat.encode(seal, address, question).getBytes()))
            .build();
    try {
      HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return WireFormat.decode(seal, address, Buffer.buffer(response.body()), channel.answer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
