package dev.vestige.cmd.query;

import java.util.function.Consumer;
import java.util.function.Predicate;

/// Stops after each page and asks whether to go on. Used by one thread.
final class Pager implements Consumer<String> {
  private final Consumer<String> out;
  private final Predicate<String> asked;
  private final int pageLines;
  private int lines;
  private boolean isWanted = true;

  /// @param asked shows a prompt and says whether more is wanted
  /// @param pageLines 0 for no pages
  Pager(Consumer<String> out, Predicate<String> asked, int pageLines) {
    this.out = out;
    this.asked = asked;
    this.pageLines = pageLines;
  }

  /// Whether more is wanted.
  boolean isWanted() {
    return isWanted;
  }

  @Override
  public void accept(String text) {
    for (String line : text.split("(?<=\n)", -1)) {
      if (!isWanted || line.isEmpty()) {
        continue;
      }
      if (pageLines > 0 && lines == pageLines) {
        isWanted = asked.test("-- Enter for more, q to stop -- ");
        lines = 0;
      }
      if (isWanted) {
        out.accept(line);
        lines++;
      }
    }
  }
}
