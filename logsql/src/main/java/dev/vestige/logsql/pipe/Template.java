package dev.vestige.logsql.pipe;

import java.util.List;

/// The pattern of `format` and `extract`: `text<field>text<option:field>text`.
///
/// @param text the pattern as written
/// @param placeholders each with the literal text in front of it
/// @param tail the literal text behind the last placeholder
public record Template(String text, List<Placeholder> placeholders, String tail) {
  public Template {
    placeholders = List.copyOf(placeholders);
  }
}
