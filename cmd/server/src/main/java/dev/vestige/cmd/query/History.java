package dev.vestige.cmd.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// What was asked, over several sessions when there is a file for it. Used by one thread.
final class History {
  private final String file;
  private final List<String> lines = new ArrayList<>();

  private History(String file) {
    this.file = file;
  }

  /// @param file where it is kept, readable by its owner only; empty for nowhere
  static History of(String file) {
    History history = new History(file);
    if (!file.isEmpty() && Files.exists(Path.of(file))) {
      try {
        List<String> all = Files.readAllLines(Path.of(file), UTF_8);
        history.lines.addAll(
            all.subList(Math.max(0, all.size() - Limits.HISTORY_LINES_MAX), all.size()));
      } catch (IOException e) {
        throw new VestigeException(ErrorKind.IO, "reading the history " + file + ": " + e, e);
      }
    }
    return history;
  }

  void add(String line) {
    if (!lines.isEmpty() && lines.getLast().equals(line)) {
      return;
    }
    lines.add(line);
    if (lines.size() > Limits.HISTORY_LINES_MAX) {
      lines.removeFirst();
    }
    if (!file.isEmpty()) {
      append(Path.of(file), line);
    }
  }

  private static void append(Path path, String line) {
    try {
      if (!Files.exists(path)) {
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(path, line + "\n", UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "writing the history " + path + ": " + e, e);
    }
  }

  int size() {
    return lines.size();
  }

  /// @param place 0 for the oldest one that is known
  String line(int place) {
    return lines.get(place);
  }

  /// The lines with their numbers, the oldest first.
  String listing() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append("%5d  %s\n".formatted(i + 1, lines.get(i)));
    }
    return text.toString();
  }

  /// What `!!`, `!7` and `!begin` stand for; a line without `!` stands for itself, and nothing is
  /// returned as the empty text.
  String expand(String line) {
    if (!line.startsWith("!")) {
      return line;
    }
    String key = line.substring(1);
    if (key.equals("!")) {
      return lines.isEmpty() ? "" : lines.getLast();
    }
    if (key.matches("\\d{1,6}")) {
      int number = Integer.parseInt(key);
      return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }
    return lines.reversed().stream().filter(known -> known.startsWith(key)).findFirst().orElse("");
  }
}
