package dev.vestige.logsql.print;

import dev.vestige.logsql.pipe.Direction;
import dev.vestige.logsql.pipe.FirstPipe;
import dev.vestige.logsql.pipe.LastPipe;
import dev.vestige.logsql.pipe.SortField;
import dev.vestige.logsql.pipe.SortPipe;
import dev.vestige.logsql.pipe.TopPipe;
import dev.vestige.logsql.pipe.UniqPipe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pipes that order or count rows by fields.
final class SortPrinter {
  private SortPrinter() {}

  static void sort(Printer out, SortPipe sort) {
    out.text("sort");
    by(out, sort.by());
    if (sort.wholeRows() == Direction.DESCENDING) {
      out.text(" desc");
    }
    partition(out, sort.partitionBy());
    if (sort.offset() > 0) {
      out.text(" offset ").number(sort.offset());
    }
    if (sort.limit() > 0) {
      out.text(" limit ").number(sort.limit());
    }
    rank(out, sort.rankField());
  }

  static void first(Printer out, FirstPipe first) {
    out.text("first ").number(first.count());
    by(out, first.by());
    partition(out, first.partitionBy());
    rank(out, first.rankField());
  }

  static void last(Printer out, LastPipe last) {
    out.text("last ").number(last.count());
    by(out, last.by());
    partition(out, last.partitionBy());
    rank(out, last.rankField());
  }

  static void top(Printer out, TopPipe top) {
    out.text("top ").number(top.count()).text(" by (");
    Lists.names(out, top.by());
    out.text(")");
    if (!top.hitsField().equals(TopPipe.DEFAULT_HITS)) {
      out.text(" hits as ").token(top.hitsField());
    }
    rank(out, top.rankField());
  }

  static void uniq(Printer out, UniqPipe uniq) {
    out.text("uniq by (");
    Lists.names(out, uniq.by());
    out.text(")");
    if (uniq.withHits()) {
      out.text(" with hits");
    }
    if (uniq.limit() > 0) {
      out.text(" limit ").number(uniq.limit());
    }
  }

  private static void by(Printer out, List<SortField> by) {
    if (by.isEmpty()) {
      return;
    }
    out.text(" by (");
    Lists.separated(
        out,
        by,
        ", ",
        field -> {
          out.token(field.field());
          if (field.direction() == Direction.DESCENDING) {
            out.text(" desc");
          }
        });
    out.text(")");
  }

  private static void partition(Printer out, List<String> fields) {
    if (!fields.isEmpty()) {
      out.text(" partition by (");
      Lists.names(out, fields);
      out.text(")");
    }
  }

  private static void rank(Printer out, @Nullable String field) {
    if (field != null) {
      out.text(" rank as ").token(field);
    }
  }
}
