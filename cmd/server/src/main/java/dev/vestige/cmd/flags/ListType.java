package dev.vestige.cmd.flags;

import java.util.ArrayList;
import java.util.List;

/// Any number of values, by repetition or separated by commas; empty ones do not count.
record ListType<T>(ScalarType<T> item) implements FlagType<List<T>> {
  @Override
  public String word() {
    return item.word() + ",...";
  }

  @Override
  public String range() {
    return item.range();
  }

  @Override
  public List<T> read(List<String> texts) {
    List<T> values = new ArrayList<>();
    for (String element : elements(texts)) {
      if (!element.isEmpty()) {
        values.add(item.reader().apply(element));
      }
    }
    return List.copyOf(values);
  }

  @Override
  public String print(List<String> texts) {
    return ListSyntax.join(elements(texts));
  }

  static List<String> elements(List<String> texts) {
    List<String> elements = new ArrayList<>();
    texts.forEach(text -> elements.addAll(ListSyntax.split(text)));
    if (elements.size() > Limits.LIST_ITEMS_MAX) {
      throw new IllegalArgumentException(
          "expected at most " + Limits.LIST_ITEMS_MAX + " elements, found " + elements.size());
    }
    return elements;
  }

  @Override
  public boolean isBoolean() {
    return item.isBoolean();
  }

  @Override
  public boolean isSecret() {
    return item.isSecret();
  }
}
