package dev.vestige.cmd.flags;

import java.util.ArrayList;
import java.util.List;

/// Values that belong to the addresses or nodes of another flag by their position. An empty value
/// keeps its position and stands for `absent`.
record PositionalType<T>(ScalarType<T> item, T absent) implements FlagType<Positional<T>> {
  @Override
  public String word() {
    return item.word() + ",...";
  }

  @Override
  public String range() {
    return item.range();
  }

  @Override
  public Positional<T> read(List<String> texts) {
    if (texts.isEmpty()) {
      return new Positional<>(List.of(), absent);
    }
    List<T> values = new ArrayList<>();
    for (String element : ListType.elements(texts)) {
      values.add(element.isEmpty() ? absent : item.reader().apply(element));
    }
    return new Positional<>(List.copyOf(values), absent);
  }

  @Override
  public String print(List<String> texts) {
    return ListSyntax.join(ListType.elements(texts));
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
