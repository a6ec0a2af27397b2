package dev.vestige.storage.part;

import dev.vestige.base.VestigeException;

/// Names a column of a part.
///
/// @param domain what its rows are
/// @param key the attribute's key, or the name of a field of the domain
/// @param attribute whether the key is an attribute's or a field's
public record ColumnId(Domain domain, String key, boolean attribute)
    implements Comparable<ColumnId> {
  /// What the rows of a column are.
  public enum Domain {
    SPANS(0),
    EVENTS(1),
    LINKS(2);

    private final int code;

    Domain(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Domain ofCode(int code) {
      return switch (code) {
        case 0 -> SPANS;
        case 1 -> EVENTS;
        case 2 -> LINKS;
        default -> throw VestigeException.corrupt("unknown domain of a column " + code);
      };
    }
  }

  static ColumnId field(Domain domain, String name) {
    return new ColumnId(domain, name, false);
  }

  static ColumnId attribute(Domain domain, String key) {
    return new ColumnId(domain, key, true);
  }

  @Override
  public int compareTo(ColumnId other) {
    int byDomain = Integer.compare(domain.code(), other.domain.code());
    int byKind = Boolean.compare(attribute, other.attribute);
    return byDomain != 0 ? byDomain : byKind != 0 ? byKind : key.compareTo(other.key);
  }

  // Looked up for each column of each block, so written out: what a record has by itself is slow
  // while code is cold.
  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnId id
        && id.domain == domain
        && id.attribute == attribute
        && id.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode() * 31 + domain.code() * 2 + (attribute ? 1 : 0);
  }

  /// As LogsQL would name it, or nearly so.
  @Override
  public String toString() {
    String prefix =
        switch (domain) {
          case SPANS -> attribute ? "span_attr:" : "";
          case EVENTS -> attribute ? "event:event_attr:" : "event:";
          case LINKS -> attribute ? "link:link_attr:" : "link:";
        };
    return prefix + key;
  }
}
