package dev.vestige.cmd.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.VestigeException;
import org.junit.jupiter.api.Test;

class RowPrinterTest {
  private final StringBuilder printed = new StringBuilder();

  @Test
  void a_table_has_columns_as_wide_as_their_cells() {
    TablePrinter table = new TablePrinter(printed::append);
    table.row("{\"name\":\"GET /\",\"spans\":\"7\"}");
    table.row("{\"name\":\"x\",\"extra\":\"ü\"}");
    table.finish();
    assertThat(printed)
        .hasToString(
            """
            name   spans  extra
            GET /  7
            x             ü
            """);
  }

  @Test
  void a_long_answer_becomes_several_tables() {
    TablePrinter table = new TablePrinter(printed::append);
    for (int i = 0; i <= Limits.TABLE_ROWS_MAX; i++) {
      table.row("{\"row\":\"" + i + "\"}");
    }
    table.finish();
    assertThat(printed.toString().lines().filter("row"::equals)).hasSize(2);
    assertThat(printed.toString().lines()).hasSize(Limits.TABLE_ROWS_MAX + 3);
  }

  @Test
  void a_cell_is_cut_at_its_bound() {
    TablePrinter table = new TablePrinter(printed::append);
    table.row("{\"a\":\"" + "é".repeat(Limits.CELL_CHARS_MAX) + "\"}");
    table.row("{\"a\":\"" + "é".repeat(Limits.CELL_CHARS_MAX + 1) + "\"}");
    table.finish();
    assertThat(printed.toString().lines().skip(1))
        .containsExactly(
            "é".repeat(Limits.CELL_CHARS_MAX), "é".repeat(Limits.CELL_CHARS_MAX - 1) + "…");
  }

  @Test
  void an_empty_answer_prints_nothing() {
    new TablePrinter(printed::append).finish();
    assertThat(printed).isEmpty();
  }

  @Test
  void logfmt_quotes_what_is_not_plain() {
    LogfmtPrinter logfmt = new LogfmtPrinter(printed::append);
    logfmt.row(
        "{\"a\":\"x\",\"b\":\"two words\",\"c\":\"say \\\"hi\\\"\",\"d\":\"\",\"e\":\"1\\n2\"}");
    assertThat(printed)
        .hasToString("a=x b=\"two words\" c=\"say \\\"hi\\\"\" d=\"\" e=\"1\\n2\"\n");
  }

  @Test
  void values_cannot_speak_to_the_terminal() {
    TablePrinter table = new TablePrinter(printed::append);
    table.row("{\"a\":\"\\u001b[2J\\u0007\"}");
    table.finish();
    assertThat(printed.toString()).doesNotContain("\u001b", "\u0007").contains("\\u001b[2J\\u0007");
  }

  @Test
  void what_is_no_row_is_an_error_that_shows_it() {
    TablePrinter table = new TablePrinter(printed::append);
    assertThatThrownBy(() -> table.row("[1]"))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("[1]");
    assertThatThrownBy(() -> table.row("{\"a\":{}}")).isInstanceOf(VestigeException.class);
    assertThatThrownBy(() -> table.row("{\"a\":")).isInstanceOf(VestigeException.class);
  }
}
