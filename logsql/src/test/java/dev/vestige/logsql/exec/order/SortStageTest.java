package dev.vestige.logsql.exec.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.storage.ColumnVector;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Sorting of blocks made by hand; WholeQueryTest sorts stored ones.
@ExtendWith(Seed.class)
class SortStageTest {
  @Test
  void numbers_sort_as_numbers_and_missing_values_come_first() {
    assertThat(sorted("sort by (f)", "10", "9", "", "-3", "1.5"))
        .containsExactly("", "-3", "1.5", "9", "10");
    assertThat(sorted("sort by (f desc)", "v1.10", "v1.9", "", "b"))
        .containsExactly("v1.10", "v1.9", "b", "");
  }

  @Test
  void the_first_rows_of_all_workers_are_found() {
    BlockView[] blocks = new BlockView[7];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = Blocks.block("f", Integer.toString(100 - i), Integer.toString(i));
    }
    assertThat(Blocks.values("f", Blocks.through("sort by (f) offset 1 limit 3", blocks)))
        .containsExactly("1", "2", "3");
    assertThat(Blocks.values("f", Blocks.through("last 2 by (f)", blocks)))
        .containsExactly("100", "99");
  }

  @Test
  void the_rank_replaces_a_field_and_counts_what_the_offset_skipped() {
    List<String> ranks =
        Blocks.values(
            "f",
            Blocks.through("sort by (f) offset 1 rank as f", Blocks.block("f", "c", "a", "b")));
    assertThat(ranks).containsExactly("2", "3");
  }

  @Test
  void values_without_a_common_order_come_out_all_the_same(RandomGenerator random) {
    String[] kinds = {"10ms", "-5", "9", "abc", "", "1.5", "10.0.0.1", "-5s", "007", "1_0"};
    String[] values = new String[5000];
    Arrays.setAll(values, _ -> kinds[random.nextInt(kinds.length)] + random.nextInt(3));
    assertThat(sorted("sort by (f)", values)).containsExactlyInAnyOrder(values);
    assertThat(sorted("sort by (f) limit 70", values)).hasSize(70).isSubsetOf(values);
  }

  @Test
  void rows_that_come_too_late_are_not_read() {
    StageContext context = Blocks.context(new MemoryBudget(1 << 20));
    Blocks output = new Blocks();
    BlockSink stage = OrderStages.of(Blocks.pipe("sort by (_time desc) limit 2"), context, output);
    AskedBlock newer = new AskedBlock(times(50, 40, 30));
    AskedBlock older = new AskedBlock(times(20, 10, 5));
    stage.accept(newer, 0);
    assertThat(context.timeFloor().nanos()).isEqualTo(40);
    stage.accept(older, 0);
    stage.finish();
    assertThat(newer.asked).contains("x");
    assertThat(older.asked).containsOnly("_time");
    assertThat(Blocks.values("_time", output.rows()))
        .containsExactly("1970-01-01T00:00:00.00000005Z", "1970-01-01T00:00:00.00000004Z");
  }

  @Test
  void a_sort_that_needs_too_much_memory_says_so_and_gives_all_back() {
    MemoryBudget budget = new MemoryBudget(3 << 20);
    BlockSink stage =
        OrderStages.of(Blocks.pipe("sort by (f)"), Blocks.context(budget), new Blocks());
    String[] values = new String[10_000];
    Arrays.setAll(values, i -> "a value of some length, number " + i);
    BlockView block = Blocks.block("f", values);
    stage.accept(block, 0);
    assertThatThrownBy(() -> stage.accept(block, 0))
        .isInstanceOfSatisfying(
            VestigeException.class,
            e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED));
    stage.finish();
    assertThat(budget.reservedBytes()).isZero();
  }

  private static List<String> sorted(String pipe, String... values) {
    return Blocks.values("f", Blocks.through(pipe, Blocks.block("f", values)));
  }

  private static BlockView times(long... nanos) {
    return new ColumnsView(
        nanos.length,
        Map.of(
            "_time",
            new ColumnVector.Longs(nanos, null, nanos.length, ColumnVector.Longs.NumberFormat.TIME),
            "x",
            new ColumnVector.Constant(nanos.length, ByteSlice.utf8("y"))));
  }

  /// A block that knows which columns were read.
  private static final class AskedBlock implements BlockView {
    private final BlockView whole;
    private final List<String> asked = new ArrayList<>();

    AskedBlock(BlockView whole) {
      this.whole = whole;
    }

    @Override
    public int rows() {
      return whole.rows();
    }

    @Override
    public Bitmap selection() {
      return whole.selection();
    }

    @Override
    public ColumnVector column(String field) {
      asked.add(field);
      return whole.column(field);
    }

    @Override
    public List<String> fields() {
      return whole.fields();
    }
  }
}
