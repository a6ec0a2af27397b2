package dev.vestige.logsql.parse;

import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.pipe.BlockStatsPipe;
import dev.vestige.logsql.pipe.DropEmptyFieldsPipe;
import dev.vestige.logsql.pipe.FilterPipe;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.StatsOutput;
import dev.vestige.logsql.pipe.TraceSpansPipe;
import dev.vestige.logsql.pipe.TraceSummaryPipe;
import dev.vestige.logsql.pipe.TraceTreePipe;
import dev.vestige.logsql.print.ReservedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One pipe: its name decides who parses the rest. A function of `stats` or `by (...)` starts
/// `stats`; any other word starts a filter.
final class PipeParser {
  /// Words that mean something inside pipes.
  private static final List<String> KEYWORDS =
      List.of(
          "by",
          "as",
          "from",
          "fields",
          "at",
          "limit",
          "offset",
          "rank",
          "hits",
          "with",
          "partition",
          "result_prefix",
          "keep_original_fields",
          "skip_empty_results",
          "prettify",
          "inner",
          "prefix",
          "time_window",
          "before",
          "after",
          "max_values_per_field",
          "max_value_len",
          "keep_const_fields",
          "drop_duplicates",
          "only",
          "last",
          "matched");

  private final Cursor cursor;
  private final QueryParser queries;
  private final SelectionPipes selections;
  private final SortPipes sorts;
  private final TransformPipes transforms;
  private final UnpackPipes unpacks;
  private final StatsPipeParser stats;
  private final MathParser math;
  private final TracePipes traces;

  PipeParser(Cursor cursor, QueryParser queries) {
    this.cursor = cursor;
    this.queries = queries;
    FieldLists lists = new FieldLists(cursor, queries);
    this.selections = new SelectionPipes(cursor, lists, queries);
    this.sorts = new SortPipes(cursor, lists);
    this.transforms = new TransformPipes(cursor, lists);
    this.unpacks = new UnpackPipes(cursor, lists);
    this.stats = new StatsPipeParser(cursor, lists);
    this.math = new MathParser(cursor, lists);
    this.traces = new TracePipes(cursor, queries);
  }

  Pipe pipe() {
    Token start = cursor.token();
    if (cursor.atEndOfPipe()) {
      throw cursor.expected("a pipe");
    }
    Pipe pipe = start.kind() == TokenKind.WORD ? named(start) : unnamed(start);
    if (!cursor.atEndOfPipe()) {
      throw unexpectedTail(start);
    }
    return pipe;
  }

  private ParseException unexpectedTail(Token start) {
    Token token = cursor.token();
    String name = start.text().toLowerCase(Locale.ROOT);
    String behind = ReservedWords.PIPES.contains(name) ? " in the pipe `" + name + "`" : "";
    String hint = Suggestions.hint(token.text(), KEYWORDS);
    return cursor.error(
        token, "unexpected " + token.described() + behind + "; expected `|` or the end" + hint);
  }

  private Pipe named(Token name) {
    String word = name.text().toLowerCase(Locale.ROOT);
    boolean remote = word.equals("stats_remote") || word.equals("facets_remote");
    if (!ReservedWords.PIPES.contains(word) || (remote && !fromNode())) {
      return unnamed(name);
    }
    if (word.equals("by")) {
      return stats.parse(StatsOutput.RESULTS);
    }
    cursor.advance();
    return known(word);
  }

  private boolean fromNode() {
    return cursor.options().origin() == ParseOptions.Origin.NODE;
  }

  private Pipe known(String word) {
    return switch (word) {
      case "block_stats" -> new BlockStatsPipe();
      case "blocks_count" -> selections.blocksCount();
      case "collapse_nums" -> transforms.collapseNums();
      case "copy", "cp" -> selections.copy();
      case "decolorize" -> transforms.decolorize();
      case "delete", "del", "rm", "drop" -> selections.delete();
      case "drop_empty_fields" -> new DropEmptyFieldsPipe();
      case "extract" -> transforms.extract();
      case "extract_regexp" -> transforms.extractRegexp();
      case "facets" -> selections.facets();
      case "facets_remote" -> selections.facets().asStates();
      case "field_names" -> selections.fieldNames();
      case "field_values" -> selections.fieldValues();
      case "fields", "keep" -> selections.fields();
      case "filter", "where" -> new FilterPipe(queries.filter());
      case "first" -> sorts.first();
      case "format" -> transforms.format();
      case "hash" -> transforms.hash();
      case "join" -> selections.join();
      case "json_array_len" -> transforms.jsonArrayLen();
      case "last" -> sorts.last();
      case "len" -> transforms.len();
      case "limit", "head" -> selections.limit();
      case "math", "eval" -> math.pipe();
      case "offset", "skip" -> selections.offset();
      case "pack_json" -> unpacks.packJson();
      case "pack_logfmt" -> unpacks.packLogfmt();
      case "rename", "mv" -> selections.rename();
      case "replace" -> transforms.replace();
      case "replace_regexp" -> transforms.replaceRegexp();
      case "sample" -> selections.sample();
      case "sort", "order" -> sorts.sort();
      case "stats" -> stats.parse(StatsOutput.RESULTS);
      case "stats_remote" -> stats.parse(StatsOutput.STATES);
      case "stream_context" -> selections.streamContext();
      case "top" -> sorts.top();
      case "trace_spans" -> new TraceSpansPipe();
      case "trace_summary" -> new TraceSummaryPipe();
      case "trace_tree" -> new TraceTreePipe();
      case "trace_where" -> traces.where();
      case "union" -> selections.union();
      case "uniq" -> sorts.uniq();
      case "unpack_json" -> unpacks.unpackJson();
      case "unpack_logfmt" -> unpacks.unpackLogfmt();
      case "unpack_syslog" -> unpacks.unpackSyslog();
      case "unpack_words" -> unpacks.unpackWords();
      case "unroll" -> unpacks.unroll();
      default -> throw new IllegalStateException("a pipe without a parser: " + word);
    };
  }

  /// `stats` or `filter` without that word. When it is no filter either, a name of a pipe with a
  /// typing error is the likely reason.
  private Pipe unnamed(Token start) {
    if (stats.startsHere()) {
      return stats.parse(StatsOutput.RESULTS);
    }
    String hint = closestPipe(start);
    try {
      Filter filter = queries.filter();
      if (cursor.atEndOfPipe()) {
        return new FilterPipe(filter);
      }
    } catch (ParseException e) {
      if (hint.isEmpty()) {
        throw e;
      }
    }
    throw hint.isEmpty()
        ? cursor.error(cursor.token(), "unexpected " + cursor.token().described())
        : cursor.error(start, "unknown pipe `" + start.text() + "`" + hint);
  }

  /// Nothing for the name of a field in front of a colon.
  private String closestPipe(Token start) {
    if (start.kind() != TokenKind.WORD || cursor.peek().isSymbol(":")) {
      return "";
    }
    List<String> known = new ArrayList<>(ReservedWords.PIPES);
    known.addAll(ReservedWords.STATS_FUNCTIONS);
    return Suggestions.hint(start.text(), known);
  }
}
