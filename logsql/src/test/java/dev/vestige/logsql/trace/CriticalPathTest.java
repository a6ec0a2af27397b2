package dev.vestige.logsql.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.trace.CriticalPath.Piece;
import dev.vestige.testkit.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class CriticalPathTest {
  private static List<String> path(Spans spans) {
    SpanTree tree = spans.tree();
    return CriticalPath.of(tree).stream()
        .map(piece ->
            tree.spans().id(piece.span()) + ":" + piece.fromNanos() + "-" + piece.toNanos())
        .toList();
  }

  @Test
  void a_span_alone_is_its_own_path() {
    assertThat(path(new Spans().add(1, 0, 10, 20))).containsExactly("1:10-20");
  }

  @Test
  void of_parallel_children_the_last_to_end_counts() {
    assertThat(path(new Spans().add(1, 0, 0, 100).add(2, 1, 10, 50).add(3, 1, 10, 90)))
        .containsExactly("1:0-10", "3:10-90", "1:90-100");
  }

  @Test
  void children_one_after_another_all_count() {
    Spans spans = new Spans().add(1, 0, 0, 100).add(2, 1, 10, 40).add(3, 1, 50, 90);
    assertThat(path(spans.add(4, 3, 60, 70)))
        .containsExactly(
            "1:0-10", "2:10-40", "1:40-50", "3:50-60", "4:60-70", "3:70-90", "1:90-100");
  }

  @Test
  void what_a_child_does_after_its_parent_ended_was_not_waited_for() {
    assertThat(path(new Spans().add(1, 0, 0, 100).add(2, 1, 80, 500)))
        .containsExactly("1:0-80", "2:80-100");
  }

  @Test
  void the_pieces_are_the_whole_duration_of_the_root(RandomGenerator random) {
    Spans spans = new Spans().add(1, 0, 0, 1000);
    for (int id = 2; id < 60; id++) {
      long start = random.nextLong(1000) - 20;
      spans.add(id, random.nextInt(1, 60), start, start + random.nextLong(400) - 20);
    }
    SpanTree tree = spans.tree();
    long at = 0;
    for (Piece piece : CriticalPath.of(tree)) {
      assertThat(piece.fromNanos()).isEqualTo(at);
      at = piece.toNanos();
    }
    assertThat(at).isEqualTo(1000);
    assertThat(CriticalPath.nanos(tree)).hasSize(59);
  }

  @Test
  void own_time_is_what_no_child_covers() {
    SpanTree tree =
        new Spans().add(1, 0, 0, 100).add(2, 1, 10, 40).add(3, 1, 30, 60).add(4, 1, 90, 120).tree();
    assertThat(OwnTime.nanos(tree, tree.root())).isEqualTo(40);
  }
}
