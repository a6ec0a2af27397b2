package dev.vestige.insert.textrow;

import dev.vestige.base.TenantId;
import dev.vestige.insert.TestJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Bodies as nodes of the other product sent them, and what is in them: `textrow/rows.jsonl`.
final class Recorded {
  private Recorded() {}

  /// A row of a body.
  ///
  /// @param fields as they were sent, those without a name as `_msg`
  record Row(
      String body,
      TenantId tenant,
      Map<String, String> labels,
      String streamId,
      long timestampNanos,
      Map<String, String> fields) {}

  static byte[] bytes(String file) {
    return HexFormat.of().parseHex(text(file).replaceAll("\\s", ""));
  }

  private static String text(String file) {
    try (InputStream in = Recorded.class.getResourceAsStream("/textrow/" + file)) {
      if (in == null) {
        throw new AssertionError("no resource textrow/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows of the bodies whose names begin so.
  static List<Row> rows(String name) {
    return text("rows.jsonl")
        .lines()
        .map(line -> row(TestJson.object(TestJson.parse(line))))
        .filter(row -> row.body().startsWith(name))
        .toList();
  }

  private static Row row(Map<String, Object> json) {
    return new Row(
        (String) json.get("body"),
        new TenantId(number(json, "account"), number(json, "project")),
        pairs(json.get("labels")),
        (String) json.get("streamId"),
        (Long) json.get("timestamp"),
        pairs(json.get("fields")));
  }

  private static int number(Map<String, Object> json, String name) {
    return ((Long) json.get(name)).intValue();
  }

  private static Map<String, String> pairs(Object list) {
    Map<String, String> pairs = new TreeMap<>();
    for (Object pair : TestJson.list(list)) {
      List<Object> both = new ArrayList<>(TestJson.list(pair));
      String name = (String) both.getFirst();
      pairs.put(name.isEmpty() ? "_msg" : name, (String) both.getLast());
    }
    return pairs;
  }

  /// The name in the spelling of today.
  static String today(String name) {
    return name.replaceFirst("^(event|link):(\\d+):(.*)$", "$1:$3:$2");
  }
}
