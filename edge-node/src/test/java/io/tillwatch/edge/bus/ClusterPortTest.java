package io.tillwatch.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may arrive on Hazelcast's port as a Java object. */
class ClusterPortTest {
  private SerializationService stranger;
  private SerializationService node;

  /** Some class of the class path, such as a chain of gadgets is made of. */
  static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void openBothEnds(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("conf.yaml");
    Files.writeString(file, "store: {id: store-a}\nhttp: {port: 1}\ncluster: {port: 2}\n");
    EdgeConfig config = ConfigLoader.load(file, Map.of());
    node = service(Cluster.hazelcast(config.cluster()));
    stranger = service(new Config());
  }

  @Test
  void refusesAClassThatNoMemberSends() {
    Data alone = stranger.toData(new Gadget());
    Data inside = stranger.toData(new ArrayList<>(List.of(new Gadget())));

    assertThatThrownBy(() -> node.toObject(alone)).hasStackTraceContaining("is not allowed");
    assertThatThrownBy(() -> node.toObject(inside)).hasStackTraceContaining("is not allowed");
  }

  @Test
  void takesWhatMembersSend() {
    Data failure = stranger.toData(new IllegalStateException("a member's failure"));

    assertThat((Throwable) node.toObject(failure)).hasMessage("a member's failure");
  }

  private static SerializationService service(Config config) {
    return new DefaultSerializationServiceBuilder()
        .setConfig(config.getSerializationConfig())
        .build();
  }
}
