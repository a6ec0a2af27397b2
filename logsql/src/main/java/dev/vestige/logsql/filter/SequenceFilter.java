package dev.vestige.logsql.filter;

import java.util.List;

/// `field:seq(a, "b c")`: the phrases are found in this order, each behind the end of the one
/// before, each like a [PhraseFilter]. Empty phrases are ignored; without any other phrase every
/// row matches.
public record SequenceFilter(String field, List<String> phrases) implements FieldFilter {
  public SequenceFilter {
    phrases = List.copyOf(phrases);
  }
}
