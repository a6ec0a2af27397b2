package dev.vestige.logsql.pipe;

import dev.vestige.logsql.field.FieldPattern;

/// `from as to` of `copy` and `rename`: one field to one name, or all fields with a prefix to names
/// with another prefix, or all of them to one name, which then has the value of the last of them,
/// by name, that has one.
public record FieldMapping(FieldPattern from, FieldPattern to) {
  public FieldMapping {
    if (to.isPrefix() && !from.isPrefix()) {
      throw new IllegalArgumentException("a name maps to a name only: " + from + ", " + to);
    }
  }
}
