package dev.vestige.insert;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.Block;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The rows that LogsQL would see, and the few queries that the recorded cases ask of them.
public final class StoredRows {
  private StoredRows() {}

  public static List<Map<String, String>> of(Storage storage, TenantId tenant) {
    List<Map<String, String>> rows = new ArrayList<>();
    storage.search(
        SearchRequest.of(tenant, TimeRange.ALL, Cancellation.never()),
        (block, _) -> {
          for (int row = 0; row < block.rows(); row++) {
            rows.add(row(block, row));
          }
          return true;
        });
    return rows;
  }

  private static Map<String, String> row(Block block, int row) {
    Map<String, String> fields = new TreeMap<>();
    for (String field : block.fields()) {
      ByteSink text = new ByteSink();
      block.column(field).appendText(row, text);
      if (text.position() > 0) {
        fields.put(field, text.slice().toString());
      }
    }
    return fields;
  }

  /// Understands `*`, `fields a, b*`, `stats count() NAME` and `len(f) as n`.
  static List<Map<String, String>> query(List<Map<String, String>> stored, String query) {
    List<Map<String, String>> rows = stored;
    for (String pipe : query.split("\\|", -1)) {
      String text = pipe.strip();
      if (text.startsWith("fields ")) {
        rows = fields(rows, List.of(text.substring(7).split(", *", -1)));
      } else if (text.startsWith("stats count() ")) {
        rows = List.of(Map.of(text.substring(14), Integer.toString(rows.size())));
      } else if (text.startsWith("len(")) {
        rows = lengths(rows, text.substring(4, text.indexOf(')')), text.replaceFirst(".* ", ""));
      } else if (!text.equals("*")) {
        throw new AssertionError("a query that this test does not know: " + query);
      }
    }
    return rows;
  }

  private static List<Map<String, String>> fields(
      List<Map<String, String>> rows, List<String> patterns) {
    List<Map<String, String>> kept = new ArrayList<>();
    for (Map<String, String> row : rows) {
      Map<String, String> fields = new TreeMap<>(row);
      fields.keySet().removeIf(field -> patterns.stream().noneMatch(p -> matches(p, field)));
      if (!fields.isEmpty()) {
        kept.add(fields);
      }
    }
    return kept;
  }

  private static boolean matches(String pattern, String field) {
    return pattern.endsWith("*")
        ? field.startsWith(pattern.substring(0, pattern.length() - 1))
        : field.equals(pattern);
  }

  private static List<Map<String, String>> lengths(
      List<Map<String, String>> rows, String field, String name) {
    List<Map<String, String>> lengths = new ArrayList<>();
    for (Map<String, String> row : rows) {
      Map<String, String> copy = new LinkedHashMap<>(row);
      copy.put(name, Integer.toString(row.getOrDefault(field, "").length()));
      lengths.add(copy);
    }
    return lengths;
  }
}
