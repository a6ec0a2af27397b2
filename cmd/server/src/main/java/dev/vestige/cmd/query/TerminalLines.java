package dev.vestige.cmd.query;

import java.util.Optional;
import java.util.function.Function;

/// Edits lines at a terminal, which gives single keys meanwhile and is as it was between them.
record TerminalLines(Terminal terminal, LineEditor editor) implements LineSource {
  @Override
  public Optional<String> line(String prompt, Function<String, Suggestions> completion) {
    terminal.giveKeys();
    try {
      return editor.line(prompt, completion);
    } finally {
      terminal.giveLines();
    }
  }
}
