package dev.vestige.logsql.exec.stats.function;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.exec.stats.group.Rows;
import dev.vestige.logsql.stats.StatsFunc;
import dev.vestige.storage.ColumnVector;

/// What functions of `stats` know about all groups. Functions that need the same, such as `sum` and
/// `avg` of one field, share one. A worker has its own; when all rows are in, those of the workers
/// are merged into one, and so are those that came from other nodes as bytes.
public interface FunctionState {
  /// Takes the rows of a block. Called once per block; whoever implements it asks once what the
  /// columns are made of and then runs one loop over the rows.
  void add(BlockView block, Rows rows);

  /// Makes room: groups below the count may be asked for from now on, whether rows came or not.
  void grow(int groupCount);

  /// Takes over what another worker's state, made for the same functions, knows of its groups.
  ///
  /// @param groupOf this state's number of each of the other's groups
  void merge(FunctionState other, int[] groupOf);

  /// Appends the result of one of the functions as text.
  void append(int group, StatsFunc asked, ByteSink out);

  /// Appends the state of a group, as docs/format/stats-state.md describes it.
  void save(int group, ByteSink out);

  /// Takes over the saved state of a group of another node.
  void load(int group, ByteSource in);

  /// Bytes of memory held, roughly.
  long sizeBytes();

  /// The results of one of the functions for some groups.
  default ColumnVector column(StatsFunc asked, int[] groups, int count) {
    TextsBuilder column = new TextsBuilder(count);
    for (int i = 0; i < count; i++) {
      append(groups[i], asked, column.text());
      column.endRow();
    }
    return column.build();
  }
}
