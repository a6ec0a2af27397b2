package dev.vestige.cmd.flags;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The manual page and the completions, held against the tables and, for bash, tried out.
class CompletionTest {
  @TempDir Path folder;

  @Test
  void every_command_and_flag_stands_in_the_manual_page() {
    String page = ManualPage.render("1.2.3");
    assertThat(page).startsWith(".TH VESTIGE 1").contains("Vestige 1.2.3");
    for (Command command : Command.values()) {
      assertThat(page).contains("\n\\fB" + command.word());
      command
          .flags()
          .all()
          .forEach(flag -> assertThat(page).contains(("\n\\fB" + flag).replace("-", "\\-")));
    }
    assertThat(page.lines()).noneMatch(line -> line.matches("\\.[a-z].*") && !line.equals(".br"));
  }

  @Test
  void every_command_and_flag_stands_in_each_completion() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      String text = Completion.render(List.of(shell));
      for (Command command : Command.values()) {
        assertThat(text).contains(command.word());
        for (Flag<?> flag : command.flags().all()) {
          String written = shell.equals("fish") ? "-o " + flag.name() + " " : flag.toString();
          if (IgnoredFlags.GROUP.flags().contains(flag)) {
            assertThat(text).as(shell).doesNotContain(written);
          } else {
            assertThat(text).as(shell).contains(written);
          }
        }
      }
    }
    assertThatThrownBy(() -> Completion.render(List.of("tcsh")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("bash|zsh|fish");
  }

  @Test
  void bash_completes_commands_flags_and_words() throws Exception {
    Files.writeString(folder.resolve("vestige"), Completion.render(List.of("bash")));
    assertThat(complete("vestige", "ba")).containsExactly("backup");
    assertThat(complete("vestige", "-retentionP")).containsExactly("-retentionPeriod=");
    assertThat(complete("vestige", "query", "-fo")).containsExactly("-format=");
    assertThat(complete("vestige", "query", "-format", "=", "js")).containsExactly("json");
    assertThat(complete("vestige", "query", "-format", "="))
        .containsExactly("table", "json", "logfmt");
    assertThat(complete("vestige", "-loggerFormat", "=", "j")).containsExactly("json");
    assertThat(complete("vestige", "restore", "-")).contains("-dst=").doesNotContain("-keep=");
  }

  private List<String> complete(String... words) throws IOException, InterruptedException {
    String script =
        """
        . %s
        COMP_WORDS=(%s); COMP_CWORD=%d; COMPREPLY=(); _vestige
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(folder.resolve("vestige"), String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder("bash", "-c", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return out.lines().toList();
  }
}
