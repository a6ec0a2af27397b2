package dev.vestige.storage.part;

import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RollupSums;
import dev.vestige.storage.StatusCode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts spans row by row. Confined to one thread.
final class RollupScan {
  /// Dictionaries and blocks are smaller.
  private static final int CODE_BITS = 20;

  /// Stands for a call that does not count.
  private static final int SAME_SERVICE = Integer.MAX_VALUE;

  private final RollupTarget operations;
  private final RollupTarget edges;
  private final SeriesOfCode operationSeries = new SeriesOfCode();
  private final SeriesOfCode callSeries = new SeriesOfCode();
  private final SeriesOfCode systemSeries = new SeriesOfCode();
  private @Nullable SpanRows memory;
  private int memoryTenant = -1;
  private int[] kindOfCode = new int[0];
  private int[] statusOfCode = new int[0];

  RollupScan(RollupTarget operations, RollupTarget edges) {
    this.operations = operations;
    this.edges = edges;
  }

  /// Counts the rows from `from` to before `to`, which are a tenant's, as far as they ended in
  /// these minutes.
  void add(SpanRows rows, int tenant, int from, int to, long firstMinute, long lastMinute) {
    if (!remembers(rows, tenant)) {
      begin(rows, tenant);
    }
    for (int row = from; row < to; row++) {
      int minute = rows.minutes[row];
      if (minute >= firstMinute && minute <= lastMinute) {
        if (!operations.isGivenUp()) {
          addOperation(rows, tenant, row);
        }
        if (!edges.isGivenUp()) {
          addCalls(rows, tenant, row);
        }
      }
    }
  }

  private void addOperation(SpanRows rows, int tenant, int row) {
    int kind = kindOfCode[rows.kinds.codes()[row]];
    int status = statusOfCode[rows.statuses.codes()[row]];
    long service = rows.services.codes()[row];
    long code =
        service << (CODE_BITS + 8) | (long) rows.names.codes()[row] << 8 | kind << 4 | status;
    int known = operationSeries.find(code);
    int series = known >= 0 ? known : operation(code, rows, tenant, row, kind, status);
    operations.add(series, rows.minutes[row], rows.buckets[row]);
  }

  private void addCalls(SpanRows rows, int tenant, int row) {
    int service = rows.services.codes()[row];
    int failed = statusOfCode[rows.statuses.codes()[row]] == StatusCode.ERROR ? 1 : 0;
    int parent = rows.parents[row];
    if (parent >= 0 && rows.services.codes()[parent] != service) {
      long caller = rows.services.codes()[parent];
      long code = (caller << CODE_BITS | service) << 1 | failed;
      int edge = callSeries.find(code);
      addEdge(edge >= 0 ? edge : call(code, rows, tenant, parent, row), rows, row);
    }
    if (EdgeSeries.callsSystems(kindOfCode[rows.kinds.codes()[row]])) {
      int column = rows.systemColumn(row);
      if (column >= 0) {
        long system = rows.systems.get(column).codes()[row];
        long code = ((system << CODE_BITS | service) << 2 | column) << 1 | failed;
        int edge = systemSeries.find(code);
        addEdge(edge >= 0 ? edge : systemCall(code, rows, tenant, column, row), rows, row);
      }
    }
  }

  private void addEdge(int series, SpanRows rows, int row) {
    if (series != SAME_SERVICE) {
      edges.add(series, rows.minutes[row], rows.buckets[row]);
    }
  }

  private int operation(long code, SpanRows rows, int tenant, int row, int kind, int status) {
    RollupSums.Key key =
        new RollupSums.Key(rows.services.text(row), rows.names.text(row), kind, status);
    return operationSeries.put(code, operations.series(tenant, key));
  }

  private int call(long code, SpanRows rows, int tenant, int parent, int row) {
    return callSeries.put(
        code, edge(tenant, rows.services.text(parent), rows.services.text(row), code));
  }

  private int systemCall(long code, SpanRows rows, int tenant, int column, int row) {
    String service = rows.services.text(row);
    String system = service + ":" + rows.systems.get(column).text(row);
    return systemSeries.put(code, edge(tenant, service, system, code));
  }

  /// The lowest bit of a code tells of an error.
  private int edge(int tenant, String caller, String callee, long code) {
    int status = (code & 1) == 0 ? 0 : StatusCode.ERROR;
    return caller.equals(callee)
        ? SAME_SERVICE
        : edges.series(tenant, new RollupSums.Key(caller, callee, 0, status));
  }

  /// The series of each combination of codes that has come up.
  private static final class SeriesOfCode {
    private final LongIndex codes = new LongIndex();
    private int[] series = new int[256];

    /// -1 when it has not.
    int find(long code) {
      int number = codes.find(code);
      return number < 0 ? -1 : series[number];
    }

    int put(long code, int seriesNumber) {
      int number = codes.number(code);
      if (number == series.length) {
        series = Arrays.copyOf(series, number * 2);
      }
      series[number] = seriesNumber;
      return seriesNumber;
    }

    void clear() {
      codes.clear();
    }
  }

  /// Whether codes mean what they meant in the rows before.
  private boolean remembers(SpanRows rows, int tenant) {
    SpanRows before = memory;
    return before != null
        && memoryTenant == tenant
        && before.services.dictionary() == rows.services.dictionary()
        && before.names.dictionary() == rows.names.dictionary()
        && before.kinds.dictionary() == rows.kinds.dictionary()
        && before.statuses.dictionary() == rows.statuses.dictionary()
        && sameSystems(before.systems, rows.systems);
  }

  private static boolean sameSystems(List<TextCodes> before, List<TextCodes> now) {
    boolean same = before.size() == now.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = before.get(i).dictionary() == now.get(i).dictionary();
    }
    return same;
  }

  private void begin(SpanRows rows, int tenant) {
    memory = rows;
    memoryTenant = tenant;
    operationSeries.clear();
    callSeries.clear();
    systemSeries.clear();
    kindOfCode = numbers(rows.kinds);
    statusOfCode = numbers(rows.statuses);
  }

  private static int[] numbers(TextCodes column) {
    int[] numbers = new int[column.dictionary().size()];
    for (int code = 0; code < numbers.length; code++) {
      numbers[code] = number(column.dictionary().text(code).toString());
    }
    return numbers;
  }

  private static int number(String text) {
    return text.length() == 1 || (text.length() == 2 && text.charAt(0) == '1')
        ? RollupQuery.known(text.chars().reduce(0, (sum, digit) -> sum * 10 + digit - '0'))
        : 0;
  }
}
