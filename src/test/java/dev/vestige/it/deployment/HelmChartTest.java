package dev.vestige.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.it.process.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Helm makes of the chart, for values beside golden files of their names.
class HelmChartTest {
  private static final Path CHART = Shipped.root().resolve("deployment/helm/vestige");
  private static final Path GOLDEN =
      Shipped.root().resolve("src/test/resources/dev/vestige/it/deployment");

  /// The arguments of one container.
  private static final Pattern ARGUMENTS = Pattern.compile("(?m)^ *args:\\n((?: *- \"-.*\"\\n)+)");

  @Test
  void nothing_is_found_against_it() {
    LintResult found = new Helm(CHART).lint().call();
    assertThat(found.isFailed()).as("%s", found.getMessages()).isFalse();
    assertThat(found.getMessages()).noneMatch(message -> message.startsWith("[WARNING]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "cluster"})
  void it_becomes_what_was_looked_at(String name, @TempDir Path folder) throws IOException {
    String rendered =
        new Helm(CHART)
            .template()
            .withName("traces")
            .withNamespace("tracing")
            .withKubeVersion("1.30.0")
            .withValuesFile(GOLDEN.resolve("helm-" + name + ".values.yaml"))
            .call()
            .strip()
            .concat("\n");
    Path made = Files.writeString(folder.resolve("helm-" + name + ".yaml"), rendered);
    assertThat(made)
        .as("look at it, and put it into its place:\n%s", rendered)
        .hasSameTextualContentAs(GOLDEN.resolve("helm-" + name + ".yaml"));
    List<MatchResult> containers = ARGUMENTS.matcher(rendered).results().toList();
    assertThat(containers).hasSize(name.equals("single") ? 1 : 3);
    for (MatchResult container : containers) {
      List<String> words =
          container.group(1).lines().map(line -> line.strip().replaceAll("^- \"|\"$", "")).toList();
      // Fails when the server would not take them.
      Flags.parse(words, Map.of());
    }
  }
}
