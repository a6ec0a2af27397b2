package dev.vestige.logsql.exec.run;

import dev.vestige.logsql.exec.filter.NaiveFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.TraceWherePipe;
import dev.vestige.logsql.pipe.TraceWherePipe.Kept;
import dev.vestige.logsql.value.Timestamps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the pipes that look at whole traces mean, by following parents from span to span.
final class NaiveTraces {
  private final Map<String, List<Span>> traces = new LinkedHashMap<>();

  /// A span; the earliest of its trace first.
  private static final class Span {
    final SortedMap<String, String> row;
    final long start;
    final long end;
    @Nullable Span parent;
    final List<Span> children = new ArrayList<>();

    Span(SortedMap<String, String> row) {
      this.row = row;
      this.start = Long.parseLong(row.get("start_time_unix_nano"));
      this.end = Math.max(start, Long.parseLong(row.get("end_time_unix_nano")));
    }

    String field(String name) {
      return row.getOrDefault(name, "");
    }

    String label() {
      String service = field("resource_attr:service.name");
      return service.isEmpty() ? field("name") : service + ":" + field("name");
    }

    boolean isOrphan() {
      return parent == null && !field("parent_span_id").isEmpty();
    }

    int depth() {
      return parent == null ? 0 : parent.depth() + 1;
    }

    boolean isBelow(Span other) {
      return parent != null && (parent == other || parent.isBelow(other));
    }

    String path() {
      return parent == null ? label() : parent.path() + " > " + label();
    }
  }

  NaiveTraces(List<SortedMap<String, String>> rows) {
    rows.stream()
        .filter(row -> row.containsKey("trace_id"))
        .forEach(row ->
            traces.computeIfAbsent(row.get("trace_id"), _ -> new ArrayList<>()).add(new Span(row)));
    traces.values().forEach(NaiveTraces::link);
  }

  private static void link(List<Span> trace) {
    trace.sort(Comparator.comparingLong(span -> span.start));
    for (Span span : trace) {
      span.parent =
          trace.stream()
              .filter(other -> other.field("span_id").equals(span.field("parent_span_id")))
              .findFirst()
              .orElse(null);
    }
    for (Span span : trace) {
      if (isInCircle(span)) {
        span.parent = null;
      }
    }
    for (Span span : trace) {
      if (span.parent != null) {
        span.parent.children.add(span);
      }
    }
  }

  /// Circles that are still closed when their earliest span is asked.
  private static boolean isInCircle(Span span) {
    Set<Span> seen = new HashSet<>();
    for (Span at = span.parent; at != null && seen.add(at); at = at.parent) {
      if (at == span) {
        return true;
      }
    }
    return false;
  }

  private static Span root(List<Span> trace) {
    List<Span> tops = trace.stream().filter(span -> span.parent == null).toList();
    return tops.stream().filter(span -> !span.isOrphan()).findFirst().orElse(tops.getFirst());
  }

  List<SortedMap<String, String>> tree() {
    List<SortedMap<String, String>> rows = new ArrayList<>();
    for (List<Span> trace : traces.values()) {
      Span root = root(trace);
      Map<Span, Long> critical = new LinkedHashMap<>();
      wait(root, root.end, critical);
      for (Span span : trace) {
        SortedMap<String, String> row = new TreeMap<>(span.row);
        row.put("trace_depth", Integer.toString(span.depth()));
        row.put("trace_children", Integer.toString(span.children.size()));
        row.put(
            "trace_parent", span.isOrphan() ? "missing" : span.parent == null ? "none" : "found");
        row.put("trace_own", Long.toString(own(span)));
        row.put("trace_critical", Long.toString(critical.getOrDefault(span, 0L)));
        row.put("trace_path", span.path());
        row.put("trace_root_service", root.field("resource_attr:service.name"));
        row.put("trace_root_name", root.field("name"));
        row.put("trace_root_duration", Long.toString(root.end - root.start));
        if (span.parent != null) {
          row.put("trace_parent_service", span.parent.field("resource_attr:service.name"));
          row.put("trace_parent_name", span.parent.field("name"));
          row.put("trace_after_parent", Long.toString(span.start - span.parent.start));
        }
        row.values().removeIf(String::isEmpty);
        rows.add(row);
      }
    }
    return rows;
  }

  private static long own(Span span) {
    long own = 0;
    for (long nanos = span.start; nanos < span.end; nanos++) {
      long at = nanos;
      boolean isCovered =
          span.children.stream().anyMatch(child -> child.start <= at && at < child.end);
      own += isCovered ? 0 : 1;
    }
    return own;
  }

  /// What was waited for from the start of a span to `to`.
  private static void wait(Span span, long to, Map<Span, Long> critical) {
    long end = to;
    while (true) {
      long until = end;
      Span last =
          span.children.stream()
              .filter(child -> !critical.containsKey(child))
              .filter(child -> child.start >= span.start && child.start < until)
              .filter(child -> child.end > child.start)
              .max(
                  Comparator.<Span>comparingLong(child -> child.end)
                      .thenComparingLong(child -> -child.start))
              .orElse(null);
      if (last == null) {
        critical.merge(span, until - span.start, Long::sum);
        return;
      }
      long lastEnd = Math.min(last.end, until);
      critical.merge(span, until - lastEnd, Long::sum);
      critical.put(last, 0L);
      wait(last, lastEnd, critical);
      end = last.start;
    }
  }

  List<SortedMap<String, String>> summary() {
    List<SortedMap<String, String>> rows = new ArrayList<>();
    traces.forEach((id, trace) -> {
      long end = trace.stream().mapToLong(span -> span.end).max().orElseThrow();
      long start = trace.getFirst().start;
      SortedMap<String, String> row = new TreeMap<>();
      row.put("trace_id", id);
      row.put("_time", Timestamps.format(end));
      row.put("start_time_unix_nano", Long.toString(start));
      row.put("end_time_unix_nano", Long.toString(end));
      row.put("duration", Long.toString(end - start));
      row.put("spans", Integer.toString(trace.size()));
      row.put("errors", count(trace, span -> span.field("status_code").equals("2")));
      row.put("orphans", count(trace, Span::isOrphan));
      row.put(
          "services",
          Long.toString(
              trace.stream()
                  .map(span -> span.field("resource_attr:service.name"))
                  .filter(name -> !name.isEmpty())
                  .distinct()
                  .count()));
      row.put(
          "depth", Integer.toString(1 + trace.stream().mapToInt(Span::depth).max().orElseThrow()));
      row.put("root_service", root(trace).field("resource_attr:service.name"));
      row.put("root_name", root(trace).field("name"));
      row.put("shape", shape(trace));
      row.values().removeIf(String::isEmpty);
      rows.add(row);
    });
    return rows;
  }

  private static String count(List<Span> trace, java.util.function.Predicate<Span> condition) {
    return Long.toString(trace.stream().filter(condition).count());
  }

  private static String shape(List<Span> trace) {
    List<Span> tops = trace.stream().filter(span -> span.parent == null).toList();
    SortedMap<String, List<Span>> labels =
        byLabel(tops.stream().filter(top -> !top.isOrphan()).toList());
    List<Span> orphans = tops.stream().filter(Span::isOrphan).toList();
    List<String> parts = new ArrayList<>();
    if (!orphans.isEmpty()) {
      parts.add("?(" + shape(byLabel(orphans)) + ")");
    }
    if (!labels.isEmpty()) {
      parts.add(shape(labels));
    }
    return String.join(", ", parts);
  }

  private static SortedMap<String, List<Span>> byLabel(List<Span> spans) {
    return spans.stream()
        .collect(Collectors.groupingBy(Span::label, TreeMap::new, Collectors.toList()));
  }

  private static String shape(SortedMap<String, List<Span>> labels) {
    List<String> parts = new ArrayList<>();
    labels.forEach((label, spans) -> {
      List<Span> called = spans.stream().flatMap(span -> span.children.stream()).toList();
      parts.add(called.isEmpty() ? label : label + "(" + shape(byLabel(called)) + ")");
    });
    return String.join(", ", parts);
  }

  List<SortedMap<String, String>> where(TraceWherePipe where, NaiveFilter filters) {
    List<SortedMap<String, String>> rows = new ArrayList<>();
    for (List<Span> trace : traces.values()) {
      Chains chains = new Chains(trace, where, filters);
      boolean matches = trace.stream().anyMatch(span -> chains.endsAt(chains.last(), span));
      if (matches == (where.kept() == Kept.OTHERS)) {
        continue;
      }
      for (Span span : trace) {
        boolean passes =
            switch (where.kept()) {
              case ALL, OTHERS -> true;
              case LAST -> chains.endsAt(chains.last(), span);
              case MATCHED -> chains.passes(span);
            };
        if (passes) {
          rows.add(span.row);
        }
      }
    }
    return rows;
  }

  /// The chains of spans of one trace that fit the steps.
  private record Chains(List<Span> trace, TraceWherePipe where, NaiveFilter filters) {
    int last() {
      return where.steps().size() - 1;
    }

    boolean fits(int step, Span span) {
      Filter filter = where.steps().get(step).filter();
      return filters.matches(filter, span.row);
    }

    boolean related(int step, Span before, Span span) {
      return switch (where.steps().get(step).relation()) {
        case ANYWHERE -> true;
        case CHILD -> span.parent == before;
        case DESCENDANT -> span.isBelow(before);
      };
    }

    /// Whether a chain of the steps up to this one ends here.
    boolean endsAt(int step, Span span) {
      return fits(step, span)
          && (step == 0
              || trace.stream()
                  .anyMatch(before -> related(step, before, span) && endsAt(step - 1, before)));
    }

    /// Whether a chain goes on from here, through this step, to the last one.
    boolean goesOn(int step, Span span) {
      return step == last()
          || trace.stream()
              .anyMatch(after ->
                  related(step + 1, span, after)
                      && fits(step + 1, after)
                      && goesOn(step + 1, after));
    }

    boolean passes(Span span) {
      for (int step = 0; step <= last(); step++) {
        if (endsAt(step, span) && goesOn(step, span)) {
          return true;
        }
      }
      return false;
    }
  }

  /// All spans, of `all`, of the traces that were given.
  List<SortedMap<String, String>> whole(List<SortedMap<String, String>> all) {
    return all.stream()
        .filter(row -> traces.containsKey(row.getOrDefault("trace_id", "")))
        .toList();
  }
}
