package dev.vestige.cmd.query;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.query.Key.Kind;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/// Lines that are edited key by key, with older ones at hand and completion at Tab. Used by one
/// thread.
final class LineEditor implements LineSource {
  private final Reader in;
  private final Consumer<String> out;
  private final History history;
  private final IntSupplier columns;
  private EditedLine line = new EditedLine();
  private String prompt = "";
  private int width;
  private int place;

  /// @param in gives single keys
  /// @param columns of the terminal
  LineEditor(Reader in, Consumer<String> out, History history, IntSupplier columns) {
    this.in = in;
    this.out = out;
    this.history = history;
    this.columns = columns;
  }

  @Override
  public Optional<String> line(String newPrompt, Function<String, Suggestions> completion) {
    prompt = newPrompt;
    line = new EditedLine();
    width = columns.getAsInt();
    place = history.size();
    draw();
    try {
      for (Key key = Key.read(in); ; key = Key.read(in)) {
        if (key.kind() == Kind.ENTER || key.kind() == Kind.CANCEL) {
          line.end();
          draw();
          out.accept("\n");
          return Optional.of(key.kind() == Kind.ENTER ? line.text() : CANCELLED);
        }
        boolean isLeaving = key.kind() == Kind.DELETE_OR_LEAVE && line.text().isEmpty();
        if (isLeaving || key.kind() == Kind.CLOSED) {
          out.accept("\n");
          return Optional.empty();
        }
        take(key, completion);
        // What is pasted is drawn once.
        if (!in.ready()) {
          draw();
        }
      }
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "reading what is typed: " + e, e);
    }
  }

  private void draw() {
    out.accept(line.drawn(prompt, width));
  }

  private void take(Key key, Function<String, Suggestions> completion) {
    switch (key.kind()) {
      case TYPED -> line.insert(Character.toString(key.codePoint()));
      case TAB -> complete(completion);
      case LEFT -> line.left();
      case RIGHT -> line.right();
      case HOME -> line.home();
      case END -> line.end();
      case OLDER -> remember(place - 1);
      case NEWER -> remember(place + 1);
      case BACKSPACE -> line.deleteBefore();
      case DELETE, DELETE_OR_LEAVE -> line.deleteBehind();
      case DELETE_WORD -> line.deleteWord();
      case DELETE_BEFORE -> line.deleteAllBefore();
      case DELETE_BEHIND -> line.deleteAllBehind();
      case REDRAW -> out.accept("\033[H\033[2J");
      case ENTER, CANCEL, CLOSED, UNKNOWN -> {}
    }
  }

  private void remember(int newPlace) {
    if (newPlace >= 0 && newPlace <= history.size()) {
      place = newPlace;
      line.set(place == history.size() ? "" : history.line(place));
    }
  }

  /// Puts in what all suggestions have in common, and shows them when that is nothing new.
  private void complete(Function<String, Suggestions> completion) {
    String before = line.beforeCursor();
    Suggestions found = completion.apply(before);
    String typed = before.substring(Math.min(found.from(), before.length()));
    String common = found.commonBeginning();
    if (found.texts().size() == 1) {
      line.replaceFrom(found.from(), common + found.ending());
    } else if (common.length() > typed.length()) {
      line.replaceFrom(found.from(), common);
    } else if (!found.texts().isEmpty()) {
      out.accept("\n" + Columns.of(found.texts(), width));
    }
  }
}
