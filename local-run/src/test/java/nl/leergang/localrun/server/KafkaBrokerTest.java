package nl.leergang.localrun.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

  @TempDir Path folder;

  @Test
  void refusesAFolderThatKafkaWouldTakeForTwo() {
    Path two = folder.resolve("one,two");
    KafkaBroker broker = new KafkaBroker(two, folder.resolve("kafka.log"), 9092, Duration.ZERO);

    assertThatThrownBy(broker::prepare)
        .hasMessageContaining("comma")
        .hasMessageContaining("" + two);
    assertThat(two).doesNotExist();
  }
}
