package dev.vestige.logsql.analyze;

import dev.vestige.logsql.field.FieldNames;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.EqFieldFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.LeFieldFilter;
import dev.vestige.logsql.filter.LtFieldFilter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.WeekRangeFilter;
import java.util.Set;
import java.util.TreeSet;

/// The fields a filter looks at.
public final class FilterFields {
  private FilterFields() {}

  public static Set<String> of(Filter filter) {
    Set<String> fields = new TreeSet<>();
    collect(filter, fields);
    return fields;
  }

  private static void collect(Filter filter, Set<String> fields) {
    switch (filter) {
      case MatchAllFilter _ -> {}
      case AndFilter and -> and.filters().forEach(inner -> collect(inner, fields));
      case OrFilter or -> or.filters().forEach(inner -> collect(inner, fields));
      case NotFilter not -> collect(not.filter(), fields);
      case TimeFilter _, DayRangeFilter _, WeekRangeFilter _ -> fields.add(FieldNames.TIME);
      case StreamFilter _ -> fields.add(FieldNames.STREAM);
      case StreamIdFilter _ -> fields.add(FieldNames.STREAM_ID);
      case EqFieldFilter eq -> addBoth(fields, eq.field(), eq.other());
      case LeFieldFilter le -> addBoth(fields, le.field(), le.other());
      case LtFieldFilter lt -> addBoth(fields, lt.field(), lt.other());
      case FieldFilter field -> fields.add(field.field());
    }
  }

  private static void addBoth(Set<String> fields, String first, String second) {
    fields.add(first);
    fields.add(second);
  }
}
