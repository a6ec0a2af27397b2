package dev.vestige.logsql.analyze;

import dev.vestige.logsql.field.FieldPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A set of field names: everything that matches a wanted pattern and no unwanted one. Operations
/// that cannot be expressed exactly give a larger set, never a smaller one.
///
/// @param wanted in the order in which a query names them, so that equal queries make equal plans
/// @param unwanted lie inside a wanted prefix
public record FieldSet(Set<FieldPattern> wanted, Set<FieldPattern> unwanted) {
  public static final FieldSet NONE = new FieldSet(Set.of(), Set.of());
  public static final FieldSet ALL = new FieldSet(Set.of(FieldPattern.ALL), Set.of());

  public FieldSet {
    wanted = Collections.unmodifiableSet(new LinkedHashSet<>(wanted));
    unwanted = Collections.unmodifiableSet(new LinkedHashSet<>(unwanted));
  }

  public static FieldSet of(Collection<FieldPattern> patterns) {
    return NONE.plus(patterns);
  }

  public static FieldSet ofNames(Collection<String> names) {
    return NONE.plusNames(names);
  }

  public boolean isAll() {
    return wanted.contains(FieldPattern.ALL) && unwanted.isEmpty();
  }

  public boolean isEmpty() {
    return wanted.isEmpty();
  }

  public boolean contains(String field) {
    return wanted.stream().anyMatch(pattern -> pattern.matches(field))
        && unwanted.stream().noneMatch(pattern -> pattern.matches(field));
  }

  /// Whether some name may be both in the set and match the pattern.
  public boolean overlaps(FieldPattern pattern) {
    if (!pattern.isPrefix()) {
      return contains(pattern.name());
    }
    return wanted.stream().anyMatch(own -> touches(own, pattern))
        && unwanted.stream().noneMatch(own -> covers(own, pattern));
  }

  public FieldSet plus(Collection<FieldPattern> patterns) {
    Set<FieldPattern> more = new LinkedHashSet<>(wanted);
    Set<FieldPattern> less = new LinkedHashSet<>(unwanted);
    for (FieldPattern pattern : patterns) {
      less.removeIf(own -> touches(own, pattern));
      if (more.stream().noneMatch(own -> covers(own, pattern))) {
        more.removeIf(own -> covers(pattern, own));
        more.add(pattern);
      }
    }
    return new FieldSet(more, less);
  }

  public FieldSet plusNames(Collection<String> names) {
    return plus(names.stream().map(FieldPattern::exactly).toList());
  }

  public FieldSet minus(Collection<FieldPattern> patterns) {
    Set<FieldPattern> rest = new LinkedHashSet<>(wanted);
    Set<FieldPattern> less = new LinkedHashSet<>(unwanted);
    for (FieldPattern pattern : patterns) {
      rest.removeIf(own -> covers(pattern, own));
      if (rest.stream().anyMatch(own -> covers(own, pattern))) {
        less.removeIf(own -> covers(pattern, own));
        less.add(pattern);
      }
    }
    return rest.isEmpty() ? NONE : new FieldSet(rest, less);
  }

  public FieldSet minusNames(Collection<String> names) {
    return minus(names.stream().map(FieldPattern::exactly).toList());
  }

  /// What both this set and the patterns hold.
  public FieldSet intersect(Collection<FieldPattern> patterns) {
    List<FieldPattern> both = new ArrayList<>();
    for (FieldPattern own : wanted) {
      for (FieldPattern pattern : patterns) {
        if (touches(own, pattern)) {
          both.add(covers(own, pattern) ? pattern : own);
        }
      }
    }
    return of(both).minus(unwanted);
  }

  private static boolean covers(FieldPattern outer, FieldPattern inner) {
    return outer.isPrefix()
        ? inner.name().startsWith(outer.name())
        : !inner.isPrefix() && outer.name().equals(inner.name());
  }

  private static boolean touches(FieldPattern a, FieldPattern b) {
    return covers(a, b) || covers(b, a);
  }
}
