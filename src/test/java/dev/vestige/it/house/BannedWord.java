package dev.vestige.it.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// A pattern that no line of code may hold, and what to write in its place. The list is a file of
/// its own, so that it does not find itself.
record BannedWord(Pattern pattern, String instead) {

  static List<BannedWord> all() throws IOException {
    try (var list = BannedWord.class.getResourceAsStream("/tidy/banned-words.txt")) {
      String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(BannedWord::parse)
          .toList();
    }
  }

  boolean isIn(String line) {
    return pattern.matcher(line).find();
  }

  private static BannedWord parse(String line) {
    String[] halves = line.split(" => ", 2);
    return new BannedWord(Pattern.compile(halves[0].strip()), halves[1].strip());
  }
}
