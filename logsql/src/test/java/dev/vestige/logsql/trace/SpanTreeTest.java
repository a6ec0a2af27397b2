package dev.vestige.logsql.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanTreeTest {
  @Test
  void spans_are_numbered_by_their_start() {
    SpanTree tree = new Spans().add(7, 9, 30, 40).add(8, 9, 20, 50).add(9, 0, 10, 60).tree();
    assertThat(tree.spans().id(0)).isEqualTo(9);
    assertThat(tree.spans().place(2)).isEqualTo(0);
    assertThat(tree.parent(1)).isEqualTo(0);
    assertThat(tree.child(0, 1)).isEqualTo(2);
    assertThat(tree.depth(2)).isEqualTo(1);
  }

  @Test
  void a_span_whose_parent_is_missing_is_a_top() {
    SpanTree tree = new Spans().add(1, 5, 0, 10).add(2, 0, 5, 10).add(3, 2, 6, 7).tree();
    assertThat(tree.topCount()).isEqualTo(2);
    assertThat(tree.isOrphan(0)).isTrue();
    assertThat(tree.isOrphan(1)).isFalse();
    assertThat(tree.root()).isEqualTo(1);
  }

  @Test
  void circles_are_opened_at_their_earliest_span() {
    SpanTree tree =
        new Spans()
            .add(1, 3, 0, 10)
            .add(2, 1, 1, 10)
            .add(3, 2, 2, 10)
            .add(4, 4, 3, 10)
            .add(5, 3, 4, 10)
            .tree();
    assertThat(tree.topCount()).isEqualTo(2);
    assertThat(tree.root()).isEqualTo(0);
    assertThat(tree.depth(4)).isEqualTo(3);
    assertThat(tree.isOrphan(3)).isTrue();
    assertThat(tree.order()).hasSize(5).startsWith(0, 1, 2);
  }

  @Test
  void of_two_spans_with_one_id_the_earlier_has_the_children() {
    SpanTree tree = new Spans().add(1, 0, 0, 10).add(1, 0, 5, 10).add(2, 1, 6, 7).tree();
    assertThat(tree.parent(2)).isEqualTo(0);
    assertThat(tree.childCount(1)).isZero();
  }

  @Test
  void a_chain_of_many_spans_needs_no_stack() {
    Spans spans = new Spans();
    for (int id = 1; id <= 100_000; id++) {
      spans.add(id, id - 1, id, id + 1);
    }
    assertThat(spans.tree().depth(99_999)).isEqualTo(99_999);
    assertThat(CriticalPath.of(spans.tree())).isNotEmpty();
  }
}
