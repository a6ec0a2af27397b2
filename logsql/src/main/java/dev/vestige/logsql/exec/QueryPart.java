package dev.vestige.logsql.exec;

import dev.vestige.logsql.Query;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.storage.Dictionary;
import java.util.List;

/// What each node of a cluster is asked for a query.
///
/// @param query with everything in it that the request said besides
/// @param fields that are to be answered; others may be
/// @param answers the values of the queries inside the query's filters, in the order in which
///   [dev.vestige.logsql.analyze.Subqueries] lists them
public record QueryPart(Query query, List<FieldPattern> fields, List<Dictionary> answers) {
  public QueryPart {
    fields = List.copyOf(fields);
    answers = List.copyOf(answers);
  }

  /// Whether a field is to be answered.
  public boolean wants(String field) {
    for (FieldPattern pattern : fields) {
      if (pattern.matches(field)) {
        return true;
      }
    }
    return false;
  }
}
