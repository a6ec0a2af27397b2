package dev.vestige.select.logsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Streams;
import dev.vestige.testkit.Seed;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class StreamLabelsTest {
  private static final String ALPHABET = "ab\"\\=,{}\n\t\r\u0001\u007fя ";

  @Test
  void labels_are_read_as_they_were_written(RandomGenerator random) {
    for (int i = 0; i < 200; i++) {
      TreeMap<String, ByteSlice> labels = new TreeMap<>();
      TreeMap<String, String> texts = new TreeMap<>();
      for (String name : new String[] {"name", "resource_attr:service.name", "x"}) {
        StringBuilder value = new StringBuilder();
        for (int c = random.nextInt(1, 8); c > 0; c--) {
          value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        labels.put(name, ByteSlice.utf8(value.toString()));
        texts.put(name, value.toString());
      }
      ByteSink text = new ByteSink();
      Streams.appendText(labels, text);
      assertThat(StreamLabels.parse(text.slice().toString())).isEqualTo(texts);
    }
  }

  @Test
  void a_text_of_another_shape_does_no_harm() {
    assertThat(StreamLabels.parse("")).isEmpty();
    assertThat(StreamLabels.parse("{}")).isEmpty();
    assertThat(StreamLabels.parse("{a=\"b")).containsEntry("a", "b");
    assertThat(StreamLabels.parse("{a=\"\\")).containsEntry("a", "\\");
    assertThat(StreamLabels.parse("{a=\"\\x")).hasSize(1);
  }
}
