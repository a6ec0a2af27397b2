package dev.vestige.select.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.select.insight.CriticalPath.Piece;
import dev.vestige.select.insight.TraceTree.Node;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class CriticalPathTest {
  private static Node span(long id, long start, long end, Node... children) {
    return new Node(id, 0, "s", "o" + id, false, start, end, new ArrayList<>(List.of(children)));
  }

  private static List<String> path(Node root) {
    return CriticalPath.of(root).stream()
        .map(piece -> piece.span().spanId() + ":" + piece.fromNanos() + "-" + piece.toNanos())
        .toList();
  }

  @Test
  void a_span_alone_is_its_own_path() {
    assertThat(path(span(1, 10, 20))).containsExactly("1:10-20");
  }

  @Test
  void of_parallel_children_the_last_to_end_counts() {
    Node root = span(1, 0, 100, span(2, 10, 50), span(3, 10, 90));
    assertThat(path(root)).containsExactly("1:0-10", "3:10-90", "1:90-100");
  }

  @Test
  void children_one_after_another_all_count() {
    Node root = span(1, 0, 100, span(2, 10, 40), span(3, 50, 90, span(4, 60, 70)));
    assertThat(path(root))
        .containsExactly(
            "1:0-10", "2:10-40", "1:40-50", "3:50-60", "4:60-70", "3:70-90", "1:90-100");
  }

  @Test
  void what_a_child_does_after_its_parent_ended_was_not_waited_for() {
    assertThat(path(span(1, 0, 100, span(2, 80, 500)))).containsExactly("1:0-80", "2:80-100");
  }

  @Test
  void the_pieces_are_the_whole_duration_of_the_root(RandomGenerator random) {
    Node root = span(1, 0, 1000);
    grow(root, random, 4);
    long at = 0;
    for (Piece piece : CriticalPath.of(root)) {
      assertThat(piece.fromNanos()).isEqualTo(at);
      at = piece.toNanos();
    }
    assertThat(at).isEqualTo(1000);
  }

  private static void grow(Node parent, RandomGenerator random, int depth) {
    for (int i = 0; depth > 0 && i < random.nextInt(5); i++) {
      long start = parent.startNanos() + random.nextLong(200) - 20;
      Node child = span(random.nextLong(), start, start + random.nextLong(400));
      parent.children().add(child);
      grow(child, random, depth - 1);
    }
  }

  @Test
  void own_time_is_what_no_child_covers() {
    assertThat(OwnTime.nanos(span(1, 0, 100, span(2, 10, 40), span(3, 30, 60), span(4, 90, 120))))
        .isEqualTo(40);
  }
}
