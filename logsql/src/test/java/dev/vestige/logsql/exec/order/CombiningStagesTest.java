package dev.vestige.logsql.exec.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.logsql.exec.kept.KeptFields;
import dev.vestige.logsql.exec.kept.RowsOutput;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.storage.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Joins of blocks made by hand, and chunks of streams.
class CombiningStagesTest {
  private static final int ROWS = 300;

  @Test
  void a_row_with_very_many_partners_comes_in_several_blocks() {
    String[] same = new String[ROWS];
    Arrays.fill(same, "k");
    StageContext context = Blocks.context(new MemoryBudget(1 << 26));
    PartnerRows partners =
        new PartnerRows(join("join by (f) (*) prefix p_"), context.run().memory());
    partners.accept(new ColumnsView(ROWS, Map.of("f", Blocks.texts(same), "g", numbers())), 0);
    partners.finish();
    Blocks output = new Blocks();
    BlockSink stage = new JoinStage(join("join by (f) (*)"), context, partners, output);
    stage.accept(new ColumnsView(ROWS, Map.of("f", Blocks.texts(same))), 0);
    stage.finish();
    assertThat(ROWS * ROWS).isGreaterThan(Limits.PAIRS_MAX);
    assertThat(output.rows()).hasSize(ROWS * ROWS);
    assertThat(output.rows().getFirst()).containsKeys("f", "p_g");
    assertThat(context.run().memory().reservedBytes()).isZero();
  }

  @Test
  void an_own_value_wins_unless_it_is_empty() {
    StageContext context = Blocks.context(new MemoryBudget(1 << 20));
    PartnerRows partners = new PartnerRows(join("join by (f) (*)"), context.run().memory());
    partners.accept(
        new ColumnsView(1, Map.of("f", Blocks.texts("k"), "g", Blocks.texts("theirs"))), 0);
    partners.finish();
    Blocks output = new Blocks();
    BlockSink stage = new JoinStage(join("join by (f) (*)"), context, partners, output);
    stage.accept(
        new ColumnsView(
            3, Map.of("f", Blocks.texts("k", "k", ""), "g", Blocks.texts("ours", "", ""))),
        0);
    assertThat(Blocks.values("g", output.rows())).containsExactly("ours", "theirs", "");
  }

  @Test
  void chunks_of_a_stream_are_merged_or_followed_by_a_separator() {
    assertThat(chunks("before 1 after 1", 10, 2, 4)).containsExactly("1", "2", "3", "4", "5");
    assertThat(chunks("before 1", 10, 2, 7)).containsExactly("1", "2", "---", "6", "7", "---");
    assertThat(chunks("after 5 time_window 3ns", 10, 2)).containsExactly("2", "3", "4", "5");
    assertThat(chunks("before 3", 10)).isEmpty();
  }

  /// Which of so many rows, a nanosecond apart, are around the marked ones.
  private static List<String> chunks(String around, int count, Integer... marked) {
    List<SortedRow> rows = new ArrayList<>();
    KeptFields fields =
        KeptFields.of(
            new ColumnsView(
                count,
                Map.of(
                    "_msg",
                    Blocks.texts(
                        IntStream.range(0, count)
                            .mapToObj(Integer::toString)
                            .toArray(String[]::new)))));
    KeyColumn times =
        new KeyColumn(
            "_time",
            new ColumnVector.Longs(
                IntStream.range(0, count).asLongStream().toArray(),
                null,
                count,
                ColumnVector.Longs.NumberFormat.TIME));
    for (int i = 0; i < count; i++) {
      ByteSink key = new ByteSink();
      times.append(i, key);
      SortedRow row = new SortedRow(key.toByteArray(), i, List.of(marked).contains(i));
      row.keep(fields, fields.values(i));
      rows.add(row);
    }
    Blocks output = new Blocks();
    RowsOutput handedOn = new RowsOutput(output, null);
    new StreamChunks((StreamContextPipe) Blocks.pipe("stream_context " + around), rows)
        .handOn(handedOn);
    handedOn.flush();
    return Blocks.values("_msg", output.rows());
  }

  private static JoinPipe join(String text) {
    return (JoinPipe) Blocks.pipe(text);
  }

  private static ColumnVector numbers() {
    return new ColumnVector.Longs(
        IntStream.range(0, ROWS).asLongStream().toArray(),
        null,
        ROWS,
        ColumnVector.Longs.NumberFormat.DECIMAL);
  }
}
