package dev.vestige.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The repository as text: sizes, words, links and names. Each failure lists every place at once.
class TidyTest {

  /// Beyond these nobody reads a thing in one sitting; most should be far smaller.
  private static final int FILE_LINES_MAX = 500;

  private static final int METHOD_LINES_MAX = 60;
  private static final int ARCHITECTURE_LINES_MAX = 400;
  private static final int HACKING_LINES_MAX = 100;
  private static final int DECISION_LINES_MAX = 60;

  private static final Set<String> TOP_LEVEL_NAMES =
      Set.of(
          ".ci",
          ".editorconfig",
          ".gitattributes",
          ".gitignore",
          ".mvn",
          "CHANGELOG.md",
          "LICENSE",
          "Makefile",
          "NOTICE",
          "README.md",
          "cmd",
          "deployment",
          "docs",
          "insert",
          "logsql",
          "mvnw",
          "pom.xml",
          "select",
          "src",
          "storage",
          "vmui");

  private static final String[] CODE = {".java", ".ts", ".tsx", ".sh", "mvnw"};

  private static final List<String> DECISION_HEADINGS =
      List.of("## Context", "## Choice", "## Rejected", "## What would change our mind");

  private final Repository repository = new Repository();

  @Test
  void files_are_short_enough_to_read() {
    assertThat(repository.files(CODE))
        .hasSizeGreaterThan(50)
        .filteredOn(file -> repository.lines(file).size() > FILE_LINES_MAX)
        .as("files of more than " + FILE_LINES_MAX + " lines")
        .isEmpty();
  }

  @Test
  void methods_are_short_enough_to_read() throws IOException {
    assertThat(JavaMethods.of(repository.files(".java")))
        .hasSizeGreaterThan(100)
        .filteredOn(method -> method.lines() > METHOD_LINES_MAX)
        .as("methods of more than " + METHOD_LINES_MAX + " lines")
        .isEmpty();
  }

  @Test
  void code_holds_no_banned_word() throws IOException {
    var offences = new ArrayList<String>();
    var banned = BannedWord.all();
    for (Path file : repository.files(CODE)) {
      var lines = repository.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        String place = repository.name(file) + ":" + (i + 1) + ": ";
        banned.stream()
            .filter(word -> word.isIn(line))
            .forEach(word -> offences.add(place + line.strip() + " => " + word.instead()));
      }
    }
    assertThat(offences).isEmpty();
  }

  @Test
  void top_level_names_are_those_of_the_plan() {
    assertThat(TOP_LEVEL_NAMES).containsAll(repository.topLevelNames());
  }

  @Test
  void packages_say_what_they_are_for() {
    var packages =
        repository.files(".java").stream()
            .filter(TidyTest::hasAPackageOfItsOwn)
            .map(file -> file.resolveSibling("package-info.java"))
            .distinct();
    assertThat(packages)
        .allSatisfy(file -> {
          assertThat(file).exists();
          String text = Files.readString(file);
          assertThat(text).startsWith("/// ").containsPattern("Read\\s+(///\\s+)?\\[");
          assertThat(text).contains("NullMarked");
        });
  }

  @Test
  void links_lead_somewhere() {
    var broken = new ArrayList<String>();
    for (Path file : repository.files(".md")) {
      for (String link : Markdown.parse(repository.lines(file)).links()) {
        if (!leadsSomewhere(file, link)) {
          broken.add(repository.name(file) + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void documents_keep_to_their_length() {
    Path docs = repository.root().resolve("docs");
    assertThat(repository.lines(docs.resolve("ARCHITECTURE.md")))
        .hasSizeLessThanOrEqualTo(ARCHITECTURE_LINES_MAX);
    assertThat(repository.lines(docs.resolve("HACKING.md")))
        .hasSizeLessThanOrEqualTo(HACKING_LINES_MAX);
  }

  @Test
  void decisions_are_numbered_short_and_complete() throws IOException {
    try (Stream<Path> decisions = Files.list(repository.root().resolve("docs/decisions"))) {
      assertThat(decisions)
          .allSatisfy(file -> {
            assertThat(file.getFileName().toString()).matches("\\d{4}-[a-z0-9-]+\\.md");
            assertThat(repository.lines(file))
                .hasSizeLessThanOrEqualTo(DECISION_LINES_MAX)
                .containsSubsequence(DECISION_HEADINGS);
          });
    }
  }

  /// Tests beside their class share its package and its package-info.
  private static boolean hasAPackageOfItsOwn(Path file) {
    String path = file.toString();
    return path.contains("/src/main/") || path.contains("/dev/vestige/it/");
  }

  private boolean leadsSomewhere(Path file, String link) {
    if (link.matches("[a-z]+:.*")) {
      return true;
    }
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1
        || Markdown.parse(repository.lines(target)).anchors().contains(parts[1]);
  }
}
