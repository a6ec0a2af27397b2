package dev.vestige.logsql.exec.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.ColumnsView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.StageContext;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.ColumnVector.Ids.IdFormat;
import dev.vestige.storage.MemoryStorage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceLimitsTest {
  private static final class Texts implements BlockSink {
    final StringBuilder shapes = new StringBuilder();

    @Override
    public boolean accept(BlockView block, int worker) {
      var out = new dev.vestige.base.encoding.ByteSink();
      for (int row = 0; row < block.rows(); row++) {
        block.column("shape").appendText(row, out);
      }
      shapes.append(out.slice());
      return true;
    }

    @Override
    public void finish() {}
  }

  /// One chain of spans, each with a name of its own.
  private static String shape(int spans, long memoryBytes) {
    long[] trace = new long[spans];
    long[] ids = new long[spans];
    long[] parents = new long[spans];
    Arrays.fill(trace, 7);
    for (int i = 0; i < spans; i++) {
      ids[i] = i + 1L;
      parents[i] = i;
    }
    ColumnVector numbers =
        new ColumnVector.Longs(ids, null, spans, ColumnVector.Longs.NumberFormat.DECIMAL);
    BlockView block =
        new ColumnsView(
            spans,
            Map.of(
                "trace_id",
                new ColumnVector.Ids(trace, trace, spans, IdFormat.HEX_16),
                "span_id",
                new ColumnVector.Ids(ids, ids, spans, IdFormat.HEX_8),
                "parent_span_id",
                new ColumnVector.Ids(parents, parents, spans, IdFormat.HEX_8),
                "start_time_unix_nano",
                numbers,
                "end_time_unix_nano",
                numbers,
                "name",
                numbers));
    RunContext run =
        new RunContext(
            List.of(TenantId.DEFAULT),
            TimeRange.ALL,
            Cancellation.never(),
            new MemoryBudget(memoryBytes));
    Texts output = new Texts();
    var pipe = LogsQl.parse("* | trace_summary", ParseOptions.at(0)).pipes().getFirst();
    StageContext context =
        new StageContext(run, 1, new dev.vestige.logsql.exec.run.LocalRunner(new MemoryStorage()));
    BlockSink stage = TraceStages.of(pipe, context, FieldSet.ALL, Optional.empty(), output);
    stage.accept(block, 0);
    stage.finish();
    assertThat(run.memory().reservedBytes()).isZero();
    return output.shapes.toString();
  }

  @Test
  void a_trace_of_too_many_spans_is_an_error_that_names_it() {
    assertThatThrownBy(() -> shape(Limits.TRACE_SPANS_MAX + 1, 1L << 32))
        .hasMessageContaining("00000000000000070000000000000007")
        .hasMessageContaining("1000001 spans");
  }

  @Test
  void what_is_held_counts_against_the_memory_of_the_query() {
    assertThatThrownBy(() -> shape(100_000, 4 << 20)).hasMessageContaining("bytes of memory");
  }

  @Test
  void a_long_shape_is_cut_and_ends_in_a_hash_of_the_whole() {
    String shape = shape(5000, 1 << 30);
    assertThat(shape).startsWith("1(2(3(").hasSize(Limits.TEXT_BYTES_MAX + 4 + 16);
    assertThat(shape(5001, 1 << 30)).isNotEqualTo(shape);
  }

  @Test
  void more_filters_than_there_are_bits_are_no_query() {
    String query = "* | trace_where (*)" + " > (*)".repeat(30);
    assertThatThrownBy(() -> LogsQl.parse(query, ParseOptions.at(0)))
        .hasMessageContaining("more than 30 filters");
  }
}
