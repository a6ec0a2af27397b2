package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogFlagsTest {
  @Test
  void json_field_names_are_read_as_pairs() {
    Flags flags = Flags.parse(List.of("-loggerJSONFields=ts:timestamp,msg:message"), Map.of());
    assertThat(flags.get(LogFlags.JSON_FIELDS))
        .isEqualTo(Map.of("ts", "timestamp", "msg", "message"));
    assertThat(Flags.parse(List.of(), Map.of()).get(LogFlags.JSON_FIELDS)).isEmpty();
  }

  @Test
  void json_field_names_that_are_no_pairs_are_refused() {
    for (String text : List.of("ts", "ts:", ":x", "time:x", "ts:a,b")) {
      assertThatThrownBy(() -> Flags.parse(List.of("-loggerJSONFields=" + text), Map.of()))
          .as(text)
          .hasMessageContaining("expected pairs such as");
    }
  }
}
