package dev.vestige.logsql.print;

import java.util.Locale;
import java.util.Set;

/// Words that mean something when they stand without quotes. Lower case; the language ignores case.
public final class ReservedWords {
  /// The names of pipes and their aliases.
  public static final Set<String> PIPES =
      Set.of(
          "block_stats",
          "blocks_count",
          "collapse_nums",
          "copy",
          "cp",
          "decolorize",
          "delete",
          "del",
          "rm",
          "drop",
          "drop_empty_fields",
          "extract",
          "extract_regexp",
          "facets",
          "facets_remote",
          "field_names",
          "field_values",
          "fields",
          "keep",
          "filter",
          "where",
          "first",
          "format",
          "hash",
          "join",
          "json_array_len",
          "last",
          "len",
          "limit",
          "head",
          "math",
          "eval",
          "offset",
          "skip",
          "pack_json",
          "pack_logfmt",
          "rename",
          "mv",
          "replace",
          "replace_regexp",
          "sample",
          "sort",
          "order",
          "stats",
          "stats_remote",
          "by",
          "stream_context",
          "top",
          "trace_spans",
          "trace_summary",
          "trace_tree",
          "trace_where",
          "union",
          "uniq",
          "unpack_json",
          "unpack_logfmt",
          "unpack_syslog",
          "unpack_words",
          "unroll");

  /// The functions of `stats`, which may stand without that word.
  public static final Set<String> STATS_FUNCTIONS =
      Set.of(
          "avg",
          "count",
          "count_empty",
          "count_uniq",
          "count_uniq_hash",
          "histogram",
          "json_values",
          "max",
          "median",
          "min",
          "quantile",
          "rate",
          "rate_sum",
          "row_any",
          "row_max",
          "row_min",
          "sum",
          "sum_len",
          "uniq_values",
          "values");

  /// The functions of filters.
  public static final Set<String> FILTER_FUNCTIONS =
      Set.of(
          "contains_all",
          "contains_any",
          "eq_field",
          "exact",
          "i",
          "in",
          "ipv4_range",
          "le_field",
          "len_range",
          "lt_field",
          "range",
          "re",
          "seq",
          "string_range",
          "value_type");

  /// Operators between filters and words that open or close something else.
  private static final Set<String> OTHERS = Set.of("and", "or", "not", "now", "offset", "options");

  private ReservedWords() {}

  /// Whether the word must be quoted to be a name or a value.
  public static boolean contains(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return OTHERS.contains(lower) || FILTER_FUNCTIONS.contains(lower) || startsPipe(lower);
  }

  /// Whether the lower-case word starts a pipe and therefore cannot start a filter.
  public static boolean startsPipe(String lower) {
    return PIPES.contains(lower) || STATS_FUNCTIONS.contains(lower);
  }
}
