package dev.vestige.cmd.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineEditorTest {
  private static final String UP = "\033[A";
  private static final String DOWN = "\033[B";
  private static final String RIGHT = "\033[C";
  private static final String LEFT = "\033[D";
  private static final int COLUMNS = 20;

  private final StringBuilder shown = new StringBuilder();
  private final History history = History.of("");

  private Optional<String> type(String keys, String... texts) {
    LineEditor editor =
        new LineEditor(new StringReader(keys), shown::append, history, () -> COLUMNS);
    return editor.line(
        "> ",
        before ->
            new Suggestions(
                before.lastIndexOf(' ') + 1,
                List.of(texts).stream()
                    .filter(text -> text.startsWith(before.substring(before.lastIndexOf(' ') + 1)))
                    .toList(),
                " "));
  }

  @Test
  void keys_change_the_line_at_the_cursor() {
    assertThat(type("name:b\rnext")).hasValue("name:b");
    assertThat(type("ad" + LEFT + "bc" + RIGHT + "e\r")).hasValue("abcde");
    assertThat(type("xbc\001\033[3~a\005d\r")).hasValue("abcd");
    assertThat(type("one  two three\027\027four\r")).hasValue("one  four");
    assertThat(type("gone" + LEFT + "\025\013\177kept\r")).hasValue("kept");
    assertThat(type("a😀" + LEFT + "b\033[F\177é\r")).hasValue("abé");
    assertThat(type("a\033[200~b\033c\007\r")).hasValue("ab");
  }

  @Test
  void the_end_of_input_ends_and_cancelling_forgets() {
    assertThat(type("\004")).isEmpty();
    assertThat(type("")).isEmpty();
    assertThat(type("forgotten\003")).hasValue(LineSource.CANCELLED);
    assertThat(type("ab" + LEFT + "\004\r")).hasValue("a");
  }

  @Test
  void arrows_go_through_the_history() {
    history.add("first");
    history.add("second");
    assertThat(type(UP + UP + UP + "!\r")).hasValue("first!");
    assertThat(type(UP + UP + DOWN + "\r")).hasValue("second");
    assertThat(type(UP + DOWN + DOWN + "new\r")).hasValue("new");
  }

  @Test
  void tab_completes_what_is_clear_and_shows_the_rest() {
    assertThat(type("* so\t\r", "sort", "stats")).hasValue("* sort ");
    assertThat(type("un\t\r", "union", "uniq")).hasValue("uni");
    assertThat(shown.toString()).doesNotContain("union");
    assertThat(type("uni\tq\r", "union", "uniq")).hasValue("uniq");
    assertThat(shown).contains("\nunion  uniq\n");
    assertThat(type("x\ty\r", "sort")).hasValue("xy");
    assertThat(type("s |" + LEFT + LEFT + "\t\r", "sort")).hasValue("sort  |");
  }

  @Test
  void a_long_line_is_shown_around_the_cursor() {
    type("0123456789abcdefghijklmnop\r");
    assertThat(shown).contains("\r> 9abcdefghijklmnop\033[K");
    EditedLine line = new EditedLine();
    line.set("0123456789abcdefghijklmnop");
    line.home();
    line.insert("x");
    assertThat(line.drawn("> ", COLUMNS)).isEqualTo("\r> x0123456789abcdef\033[K\033[16D");
  }

  @Test
  void words_of_others_do_not_move_the_cursor() {
    type("\t\r", "a\033[2J", "b");
    assertThat(shown).contains("a\\u001b[2J").doesNotContain("\033[2J");
  }
}
