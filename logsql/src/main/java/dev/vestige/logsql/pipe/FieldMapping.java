package dev.vestige.logsql.pipe;

import dev.vestige.logsql.field.FieldPattern;

/// `from as to` of `copy` and `rename`: one field to one name, or all fields with a prefix to names
/// with another prefix. Either both sides are prefixes or none is.
public record FieldMapping(FieldPattern from, FieldPattern to) {
  public FieldMapping {
    if (from.isPrefix() != to.isPrefix()) {
      throw new IllegalArgumentException("a prefix maps to a prefix only: " + from + ", " + to);
    }
  }
}
