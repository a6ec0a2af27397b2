package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.storage.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `unpack_syslog`: the parts of a line of RFC 5424, or of RFC 3164 for everything else. A line
/// that ends early gives the parts it has.
final class SyslogExtraction implements Extraction {
  private static final List<String> FACILITIES =
      List.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "ntp",
          "security",
          "console",
          "solaris-cron",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "critical", "error", "warning", "notice", "info", "debug");

  /// The parts of RFC 5424 in front of the structured data.
  private static final List<String> HEADER =
      List.of("timestamp", "hostname", "app_name", "proc_id", "msg_id");

  private static final int PRIORITY_DIGITS_MAX = 3;

  private final SyslogTime time;
  private final Map<String, byte[]> names = new HashMap<>();
  private final ByteSink parameter = new ByteSink();

  SyslogExtraction(SyslogTime time) {
    this.time = time;
  }

  @Override
  public void extract(byte[] bytes, int from, int to, FieldCollector fields) {
    if (from == to) {
      return;
    }
    int at = priority(bytes, from, to, fields);
    if (at + 1 < to && bytes[at] == '1' && bytes[at + 1] == ' ') {
      put("format", "rfc5424", fields);
      extractNew(bytes, at + 2, to, fields);
    } else {
      put("format", "rfc3164", fields);
      extractOld(bytes, at, to, fields);
    }
  }

  /// Returns where the line goes on behind `<priority>`.
  private int priority(byte[] bytes, int from, int to, FieldCollector fields) {
    int at = from + 1;
    int priority = 0;
    while (bytes[from] == '<'
        && at < to
        && at - from <= PRIORITY_DIGITS_MAX
        && isDigit(bytes[at])) {
      priority = priority * 10 + (bytes[at++] - '0');
    }
    if (bytes[from] != '<' || at == from + 1 || at == to || bytes[at] != '>') {
      return from;
    }
    int facility = priority / 8;
    ValueText.appendLong(priority, open("priority", fields));
    ValueText.appendLong(facility, open("facility", fields));
    put(
        "facility_keyword",
        facility < FACILITIES.size() ? FACILITIES.get(facility) : "unknown",
        fields);
    ValueText.appendLong(priority % 8, open("severity", fields));
    put("level", LEVELS.get(priority % 8), fields);
    return at + 1;
  }

  private void extractNew(byte[] bytes, int from, int to, FieldCollector fields) {
    int at = from;
    for (String name : HEADER) {
      int end = partEnd(bytes, at, to);
      open(name, fields).putBytes(bytes, at, end - at);
      if (end == to) {
        return;
      }
      at = end + 1;
    }
    if (at < to && bytes[at] == '-') {
      at++;
    } else {
      at = structuredData(bytes, at, to, fields);
    }
    message(bytes, at < to && bytes[at] == ' ' ? at + 1 : at, to, fields);
  }

  /// `[id name="value" ...]` any number of times; returns where it ends.
  private int structuredData(byte[] bytes, int from, int to, FieldCollector fields) {
    int at = from;
    while (at < to && bytes[at] == '[') {
      int idEnd = at + 1;
      while (idEnd < to && bytes[idEnd] != ' ' && bytes[idEnd] != ']') {
        idEnd++;
      }
      parameter.clear();
      parameter.putBytes(bytes, at + 1, idEnd - at - 1);
      parameter.putByte('.');
      int end = parameters(bytes, idEnd, to, fields);
      if (end < 0) {
        return at;
      }
      at = end;
    }
    return at;
  }

  /// Returns where the bracket closes, -1 when it does not.
  private int parameters(byte[] bytes, int from, int to, FieldCollector fields) {
    int prefix = parameter.position();
    int at = from;
    while (at < to && bytes[at] != ']') {
      int name = at + 1;
      int equals = name;
      while (equals < to && bytes[equals] != '=') {
        equals++;
      }
      int end = valueEnd(bytes, equals + 1, to);
      if (bytes[at] != ' ' || end < 0) {
        return -1;
      }
      parameter.truncate(prefix);
      parameter.putBytes(bytes, name, equals - name);
      int field = fields.numberOf(parameter.array(), 0, parameter.position());
      if (field >= 0) {
        unescape(bytes, equals + 2, end - 1, fields.open(field));
      }
      at = end;
    }
    return at < to ? at + 1 : -1;
  }

  private static int valueEnd(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '"') {
      return -1;
    }
    int at = from + 1;
    while (at < to && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at < to ? at + 1 : -1;
  }

  /// A backslash takes away the meaning of a quote, a bracket and a backslash, and nothing else.
  private static void unescape(byte[] bytes, int from, int to, ByteSink out) {
    for (int at = from; at < to; at++) {
      boolean isEscape =
          bytes[at] == '\\'
              && at + 1 < to
              && (bytes[at + 1] == '"' || bytes[at + 1] == '\\' || bytes[at + 1] == ']');
      out.putByte(bytes[isEscape ? ++at : at]);
    }
  }

  /// `MMM dd hh:mm:ss host app[process]: message`
  private void extractOld(byte[] bytes, int from, int to, FieldCollector fields) {
    int timeEnd = time.end(bytes, from, to);
    if (timeEnd < 0) {
      message(bytes, from, to, fields);
      return;
    }
    time.append(open("timestamp", fields));
    int at = skipBlank(bytes, timeEnd, to);
    int hostEnd = partEnd(bytes, at, to);
    if (hostEnd > at) {
      open("hostname", fields).putBytes(bytes, at, hostEnd - at);
    }
    at = skipBlank(bytes, hostEnd, to);
    int tagEnd = at;
    while (tagEnd < to && bytes[tagEnd] != '[' && bytes[tagEnd] != ':' && bytes[tagEnd] != ' ') {
      tagEnd++;
    }
    if (tagEnd == to || bytes[tagEnd] == ' ') {
      message(bytes, at, to, fields);
      return;
    }
    open("app_name", fields).putBytes(bytes, at, tagEnd - at);
    at = bytes[tagEnd] == '[' ? process(bytes, tagEnd + 1, to, fields) : tagEnd;
    at += at < to && bytes[at] == ':' ? 1 : 0;
    message(bytes, skipBlank(bytes, at, to), to, fields);
  }

  private int process(byte[] bytes, int from, int to, FieldCollector fields) {
    int end = from;
    while (end < to && bytes[end] != ']') {
      end++;
    }
    open("proc_id", fields).putBytes(bytes, from, end - from);
    return Math.min(end + 1, to);
  }

  private void message(byte[] bytes, int from, int to, FieldCollector fields) {
    if (from < to) {
      open("message", fields).putBytes(bytes, from, to - from);
    }
  }

  private static int partEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  private static int skipBlank(byte[] bytes, int at, int to) {
    return at < to && bytes[at] == ' ' ? at + 1 : at;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private void put(String name, String value, FieldCollector fields) {
    ValueText.appendAscii(value, open(name, fields));
  }

  private ByteSink open(String name, FieldCollector fields) {
    byte[] bytes = names.computeIfAbsent(name, missing -> missing.getBytes(StandardCharsets.UTF_8));
    return fields.open(fields.numberOf(bytes, 0, bytes.length));
  }
}
