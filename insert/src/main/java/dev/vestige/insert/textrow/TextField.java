package dev.vestige.insert.textrow;

import dev.vestige.base.ByteSlice;
import dev.vestige.storage.FieldRef;
import java.nio.charset.StandardCharsets;

/// The name of a field of a row, taken apart.
///
/// @param name in the spelling of today
/// @param key of the attribute, empty for fields that are none
record TextField(String name, FieldRef part, ByteSlice key) {
  /// The field that has no name in rows.
  static final String MESSAGE = "_msg";

  /// Takes a name apart. Nodes of July 2025 and before write the number of an event or link behind
  /// its first word, `event:0:event_name`; later ones at the end, `event:event_name:0`.
  static TextField of(String spelling) {
    String name = spelling.isEmpty() ? MESSAGE : numberLast(spelling);
    FieldRef part = FieldRef.parse(name);
    return new TextField(name, part, ByteSlice.of(part.key().getBytes(StandardCharsets.UTF_8)));
  }

  private static String numberLast(String name) {
    boolean isChild = name.startsWith("event:") || name.startsWith("link:");
    int number = name.indexOf(':') + 1;
    int rest = isChild ? name.indexOf(':', number) : -1;
    if (rest <= number) {
      return name;
    }
    for (int i = number; i < rest; i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return name;
      }
    }
    return name.substring(0, number)
        + name.substring(rest + 1)
        + ':'
        + name.substring(number, rest);
  }

  /// The number of the event or link, -1 for fields of neither.
  int child() {
    return part.index();
  }

  boolean isOfEvent() {
    return switch (part.kind()) {
      case EVENT_TIME, EVENT_NAME, EVENT_DROPPED, EVENT_ATTRIBUTE -> true;
      default -> false;
    };
  }
}
