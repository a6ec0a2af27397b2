package dev.vestige.it.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A call that a client was seen to make, and what its answer must have.
///
/// @param target path and query, with names behind dollar signs for what differs from run to run
record RecordedCall(String method, String target, List<Wanted> wanted) {

  /// What stands somewhere in an answer.
  ///
  /// @param pointer a JSON pointer
  /// @param what the kind of value
  record Wanted(String pointer, String what) {
    boolean isIn(JsonNode answer) {
      JsonNode found = answer.at(pointer);
      return switch (what) {
        case "text" -> found.isTextual();
        case "number" -> found.isNumber();
        case "list" -> found.isArray();
        case "nothing" -> found.isNull();
        default -> throw new IllegalArgumentException("no kind of value: " + what);
      };
    }
  }

  /// Reads calls from a file beside this class: a line for each, followed by indented lines of what
  /// is wanted.
  static Stream<RecordedCall> read(String file) {
    List<RecordedCall> calls = new ArrayList<>();
    for (String line : lines(file)) {
      String[] words = line.strip().split(" ", -1);
      if (line.startsWith(" ")) {
        calls.getLast().wanted.add(new Wanted(words[0], words[1]));
      } else if (words.length == 2 && !line.startsWith("#")) {
        calls.add(new RecordedCall(words[0], words[1], new ArrayList<>()));
      }
    }
    return calls.stream();
  }

  private static List<String> lines(String file) {
    try (InputStream in = RecordedCall.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
