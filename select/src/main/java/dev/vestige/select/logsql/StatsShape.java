package dev.vestige.select.logsql;

import dev.vestige.base.VestigeException;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.math.MathAssignment;
import dev.vestige.logsql.pipe.BlockStatsPipe;
import dev.vestige.logsql.pipe.BlocksCountPipe;
import dev.vestige.logsql.pipe.ByField;
import dev.vestige.logsql.pipe.CollapseNumsPipe;
import dev.vestige.logsql.pipe.CopyPipe;
import dev.vestige.logsql.pipe.DecolorizePipe;
import dev.vestige.logsql.pipe.DeletePipe;
import dev.vestige.logsql.pipe.DropEmptyFieldsPipe;
import dev.vestige.logsql.pipe.ExtractPipe;
import dev.vestige.logsql.pipe.ExtractRegexpPipe;
import dev.vestige.logsql.pipe.FacetsPipe;
import dev.vestige.logsql.pipe.FieldMapping;
import dev.vestige.logsql.pipe.FieldNamesPipe;
import dev.vestige.logsql.pipe.FieldValuesPipe;
import dev.vestige.logsql.pipe.FieldsPipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.FirstPipe;
import dev.vestige.logsql.pipe.FormatPipe;
import dev.vestige.logsql.pipe.HashPipe;
import dev.vestige.logsql.pipe.JoinPipe;
import dev.vestige.logsql.pipe.JsonArrayLenPipe;
import dev.vestige.logsql.pipe.LastPipe;
import dev.vestige.logsql.pipe.LenPipe;
import dev.vestige.logsql.pipe.LimitPipe;
import dev.vestige.logsql.pipe.MathPipe;
import dev.vestige.logsql.pipe.OffsetPipe;
import dev.vestige.logsql.pipe.PackJsonPipe;
import dev.vestige.logsql.pipe.PackLogfmtPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.RenamePipe;
import dev.vestige.logsql.pipe.ReplacePipe;
import dev.vestige.logsql.pipe.ReplaceRegexpPipe;
import dev.vestige.logsql.pipe.SamplePipe;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.StatsPipe;
import dev.vestige.logsql.pipe.StreamContextPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.TraceSummaryPipe;
import dev.vestige.logsql.pipe.TraceTreePipe;
import dev.vestige.logsql.pipe.TraceWherePipe;
import dev.vestige.logsql.pipe.UnionPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import dev.vestige.logsql.pipe.UnpackJsonPipe;
import dev.vestige.logsql.pipe.UnpackLogfmtPipe;
import dev.vestige.logsql.pipe.UnpackSyslogPipe;
import dev.vestige.logsql.pipe.UnpackWordsPipe;
import dev.vestige.logsql.pipe.UnrollPipe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which columns of a statistic are labels and which are results, followed through the pipes behind
/// its last `stats`.
final class StatsShape {
  private final Set<String> labels = new LinkedHashSet<>();
  private final Set<String> results = new LinkedHashSet<>();

  private StatsShape() {}

  /// @throws VestigeException INVALID_INPUT when the pipes do not end in a statistic
  static StatsShape of(List<Pipe> pipes) {
    int last = -1;
    for (int i = 0; i < pipes.size(); i++) {
      last = pipes.get(i) instanceof StatsPipe ? i : last;
    }
    if (last < 0) {
      throw VestigeException.invalidInput(
          "the query must end in a `stats` pipe, found "
              + (pipes.isEmpty() ? "no pipe" : "`" + LogsQl.print(pipes.getLast()) + "`"));
    }
    StatsShape shape = new StatsShape();
    pipes.subList(last, pipes.size()).forEach(shape::follow);
    return shape;
  }

  Set<String> labels() {
    return labels;
  }

  Set<String> results() {
    return results;
  }

  private void follow(Pipe pipe) {
    switch (pipe) {
      case StatsPipe stats -> {
        stats.by().forEach(by -> labels.add(by.field()));
        stats.items().forEach(item -> results.add(item.resultName()));
      }
      case FilterPipe _, LimitPipe _, OffsetPipe _ -> {}
      case SortPipe sort -> addRank(sort.rankField());
      case FirstPipe first -> addRank(first.rankField());
      case LastPipe end -> addRank(end.rankField());
      case MathPipe math ->
          math.assignments().stream().map(MathAssignment::resultField).forEach(this::addResult);
      case FormatPipe format -> addLabel(format.resultField());
      case CopyPipe copy -> copy.mappings().forEach(mapping -> move(mapping, false));
      case RenamePipe rename -> rename.mappings().forEach(mapping -> move(mapping, true));
      case FieldsPipe fields -> keep(fields.fields());
      case DeletePipe delete -> drop(delete.fields());
      case BlockStatsPipe _,
          BlocksCountPipe _,
          CollapseNumsPipe _,
          DecolorizePipe _,
          DropEmptyFieldsPipe _,
          ExtractPipe _,
          ExtractRegexpPipe _,
          FacetsPipe _,
          FieldNamesPipe _,
          FieldValuesPipe _,
          HashPipe _,
          JoinPipe _,
          JsonArrayLenPipe _,
          LenPipe _,
          PackJsonPipe _,
          PackLogfmtPipe _,
          ReplacePipe _,
          ReplaceRegexpPipe _,
          SamplePipe _,
          StreamContextPipe _,
          TopPipe _,
          TraceSpansPipe _,
          TraceSummaryPipe _,
          TraceTreePipe _,
          TraceWherePipe _,
          UnionPipe _,
          UniqPipe _,
          UnpackJsonPipe _,
          UnpackLogfmtPipe _,
          UnpackSyslogPipe _,
          UnpackWordsPipe _,
          UnrollPipe _ ->
          throw VestigeException.invalidInput(
              "behind the last `stats` only pipes may follow that keep its labels and results:"
                  + " sort, limit, offset, filter, math, format, copy and rename; found "
                  + LogsQl.print(pipe));
    }
  }

  private void addRank(@Nullable String field) {
    if (field != null) {
      addResult(field);
    }
  }

  private void addResult(String field) {
    labels.remove(field);
    results.add(field);
  }

  private void addLabel(String field) {
    results.remove(field);
    labels.add(field);
  }

  private void move(FieldMapping mapping, boolean isRename) {
    List<String> known = new ArrayList<>(labels);
    known.addAll(results);
    for (String field : known) {
      if (!mapping.from().matches(field)) {
        continue;
      }
      String to = mapping.to().name() + field.substring(mapping.from().name().length());
      boolean isLabel = labels.contains(field);
      if (isRename) {
        labels.remove(field);
        results.remove(field);
      }
      if (isLabel) {
        addLabel(to);
      } else {
        addResult(to);
      }
    }
  }

  /// Results may be left out: an alert on a share need not tell what it was computed from.
  private void keep(List<FieldPattern> fields) {
    retain(field -> fields.stream().anyMatch(pattern -> pattern.matches(field)));
  }

  private void drop(List<FieldPattern> fields) {
    retain(field -> fields.stream().noneMatch(pattern -> pattern.matches(field)));
  }

  private void retain(Predicate<String> isKept) {
    for (String label : labels) {
      if (!isKept.test(label)) {
        throw dropped("its label `" + label + '`');
      }
    }
    results.removeIf(isKept.negate());
    if (results.isEmpty()) {
      throw dropped("all of its results");
    }
  }

  private static VestigeException dropped(String what) {
    return VestigeException.invalidInput(
        "the pipes behind the last `stats` must keep its labels and a result, but drop " + what);
  }

  /// The pipes with rows put into intervals of time by every `stats`, in place of intervals that
  /// the query asks for.
  static List<Pipe> inIntervals(List<Pipe> pipes, ByField interval) {
    List<Pipe> changed = new ArrayList<>();
    for (Pipe pipe : pipes) {
      if (pipe instanceof StatsPipe stats) {
        List<ByField> by = new ArrayList<>(stats.by());
        by.removeIf(field -> field.field().equals(FieldNames.TIME));
        by.add(interval);
        changed.add(new StatsPipe(by, stats.items(), stats.output()));
      } else if (pipe instanceof FieldsPipe fields) {
        List<FieldPattern> kept = new ArrayList<>(fields.fields());
        kept.add(FieldPattern.exactly(FieldNames.TIME));
        changed.add(new FieldsPipe(kept));
      } else {
        changed.add(pipe);
      }
    }
    return changed;
  }
}
