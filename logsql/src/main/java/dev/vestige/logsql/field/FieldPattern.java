package dev.vestige.logsql.field;

/// An entry of a list of fields: one name, or all names with a prefix (`span_attr:*`, `*`). A name
/// that ends in `*` cannot be meant literally in such a list.
///
/// @param name the whole name, or the prefix without its `*`
/// @param isPrefix whether every name that starts with `name` is meant
public record FieldPattern(String name, boolean isPrefix) {
  /// `*`: every field.
  public static final FieldPattern ALL = new FieldPattern("", true);

  public FieldPattern {
    if (!isPrefix && name.endsWith("*")) {
      throw new IllegalArgumentException("a name ending in * is a prefix: " + name);
    }
  }

  public static FieldPattern exactly(String name) {
    return new FieldPattern(name, false);
  }

  public static FieldPattern startingWith(String prefix) {
    return new FieldPattern(prefix, true);
  }

  public boolean isAll() {
    return isPrefix && name.isEmpty();
  }

  public boolean matches(String field) {
    return isPrefix ? field.startsWith(name) : field.equals(name);
  }
}
