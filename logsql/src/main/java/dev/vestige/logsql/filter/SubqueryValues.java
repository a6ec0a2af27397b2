package dev.vestige.logsql.filter;

import dev.vestige.logsql.Query;

/// `in(some query | fields f)`: the distinct values of one field of another query's rows. The query
/// ends in a `fields` or `uniq` pipe with that single field. It must be answered, and replaced by
/// [ListedValues], before the filter around it can run; the empty text is among the values when a
/// row lacks the field.
///
/// @param field the field of the subquery's rows that holds the values
public record SubqueryValues(Query query, String field) implements ValueSource {}
