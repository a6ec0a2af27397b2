package dev.vestige.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  @Test
  void things_are_closed_in_reverse_and_once_even_when_one_fails() {
    List<String> closed = new ArrayList<>();
    Closing closing = new Closing();
    closing.add("first", () -> closed.add("first"));
    closing.add(
        "second",
        () -> {
          closed.add("second");
          throw new IllegalStateException("expected by the test");
        });
    closing.add("third", () -> closed.add("third"));
    closing.close();
    closing.close();
    assertThat(closed).containsExactly("third", "second", "first");
  }
}
