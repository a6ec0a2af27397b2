package dev.vestige.cmd.query;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Lines as they come, from a pipe or from a terminal that does the editing itself.
record PlainLines(BufferedReader in, Consumer<String> out) implements LineSource {
  @Override
  public Optional<String> line(String prompt, Function<String, Suggestions> completion) {
    try {
      out.accept(prompt);
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "reading what is typed: " + e, e);
    }
  }
}
