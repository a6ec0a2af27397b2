package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagsDocumentTest {
  @Test
  void the_page_in_the_repository_is_what_the_table_says() throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("vestige.root")));
    assertThat(Files.readString(root.resolve("docs/operate/flags.md")))
        .as(
            "docs/operate/flags.md is stale; write it again with: java -cp target/vestige.jar"
                + " dev.vestige.cmd.flags.FlagsDocument docs/operate/flags.md")
        .isEqualTo(FlagsDocument.render());
  }

  @Test
  void the_page_of_vtgen_names_its_flags_and_their_defaults() throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("vestige.root")));
    String page = Files.readString(root.resolve("docs/operate/vtgen.md"));
    for (Flag<?> flag : FlagTable.VTGEN.all()) {
      String byDefault = flag.defaultText();
      assertThat(page)
          .containsPattern(
              flag == GeneralFlags.HELP
                  ? "vtgen"
                  : "\\| `" + flag + "` \\| `?" + Pattern.quote(byDefault) + "`? ?\\|");
    }
  }

  @Test
  void the_page_is_written_to_the_file_that_is_named(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("flags.md");
    FlagsDocument.main(new String[] {file.toString()});
    assertThat(Files.readString(file)).startsWith("# Flags\n").contains("| `-tls=bool,...` |");
    assertThatThrownBy(() -> FlagsDocument.main(new String[0])).hasMessageContaining("file");
  }
}
