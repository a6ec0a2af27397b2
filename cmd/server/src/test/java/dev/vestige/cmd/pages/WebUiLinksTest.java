package dev.vestige.cmd.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebUiLinksTest {
  @TempDir private Path folder;

  private String read(String text) throws IOException {
    Path file = folder.resolve("links.json");
    Files.writeString(file, text);
    return WebUiLinks.read(file.toString());
  }

  @Test
  void links_of_a_file_go_to_the_browser() throws IOException {
    assertThat(WebUiLinks.read("")).isEqualTo("[]");
    String links = "[{\"field\":\"a\",\"url\":\"https://x/{value}\",\"text\":\"Logs\"}]";
    assertThat(read("\n" + links + "\n")).isEqualTo(links);
    assertThat(read("[{\"field\":\"a\",\"url\":\"/x\",\"text\":\"b\"}]")).contains("/x");
  }

  @Test
  void links_without_a_field_are_for_the_menu() throws IOException {
    String link = "[{\"url\":\"https://x/\",\"text\":\"Handbook\"}]";
    assertThat(read(link)).isEqualTo(link);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[1; is not JSON",
        "''; expected a list",
        "{}; expected a list",
        "[7]; link 1 has no `url`",
        "[{\"field\":\"a\",\"text\":\"b\"}]; link 1 has no `url`",
        "[{\"field\":\"\",\"url\":\"/x\",\"text\":\"b\"}]; link 1 has a `field` without a name",
        "[{\"field\":{},\"url\":\"/x\",\"text\":\"b\"}]; link 1 has a `field` without a name",
        "[{\"field\":\"a\",\"text\":\"b\",\"url\":\"javascript:x\"}]; `javascript:x`",
      })
  void a_file_with_something_else_stops_the_start(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("-vmui.linksFile")
        .hasMessageContaining(why);
  }

  @Test
  void a_file_that_is_missing_or_too_large_stops_the_start() {
    String missing = folder.resolve("missing").toString();
    assertThatThrownBy(() -> WebUiLinks.read(missing)).hasMessageContaining("cannot be read");
    String large = " ".repeat(Limits.LINKS_FILE_BYTES_MAX + 1);
    assertThatThrownBy(() -> read(large)).hasMessageContaining("more than");
  }
}
