package dev.vestige.logsql.exec.trace;

import dev.vestige.logsql.analyze.FieldSet;
import dev.vestige.logsql.filter.Filter;
import java.util.List;

/// What is held of a span besides its ids and times.
///
/// @param labels the names of its service and of itself, and whether it failed
/// @param rows whether its fields are held
/// @param fields which of them
/// @param filters which of these it satisfies
record Wanted(boolean labels, boolean rows, FieldSet fields, List<Filter> filters) {
  Wanted {
    filters = List.copyOf(filters);
  }
}
