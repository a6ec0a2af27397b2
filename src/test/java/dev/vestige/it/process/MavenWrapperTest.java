package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// mvnw on machines with little on them: a folder of programs is all its PATH holds.
class MavenWrapperTest {

  @TempDir Path folder;
  private FakeMachine machine;
  private Path path;

  @BeforeEach
  void copyTheWrapper() throws IOException {
    machine = new FakeMachine(folder);
    path =
        machine.path(
            "sh",
            "sed",
            "dirname",
            "readlink",
            "mkdir",
            "mktemp",
            "rm",
            "tar",
            "gzip",
            "mv",
            "cp",
            "sha512sum");
    Files.createDirectories(folder.resolve("tree/.mvn"));
    Files.copy(
        Shipped.root().resolve("mvnw"),
        folder.resolve("tree/mvnw"),
        StandardCopyOption.COPY_ATTRIBUTES);
    String finder = Files.readString(Shipped.root().resolve(".mvn/find-java.sh"));
    Files.writeString(
        folder.resolve("tree/.mvn/find-java.sh"),
        finder.replaceFirst("java_folders=\"[^\"]*\"", "java_folders="));
  }

  @Test
  void without_a_fit_jdk_it_says_what_to_install() {
    Path old = machine.installJava("jvm", "17.0.15");
    try (var run = wrapper(Map.of("JAVA_HOME", old.toString()))) {
      assertThat(run.awaitExit()).isEqualTo(1);
      assertThat(run.errLines())
          .singleElement()
          .asString()
          .contains("no JDK 25 or newer. Install one", "JAVA_HOME", "Java 17 in " + old);
    }
  }

  @Test
  void a_maven_on_the_path_runs_with_the_jdk_that_was_found() {
    Path fit = machine.installJava("jvm", "25.0.3");
    installMaven("3.8.0");
    try (var run = wrapper(Map.of("JAVA_HOME", fit.toString()), "-q", "a b")) {
      assertThat(run.awaitExit()).as(run.err()).isZero();
      assertThat(run.out().lines()).startsWith("home " + fit).endsWith("-q", "a b");
    }
  }

  @Test
  void without_maven_it_says_what_to_install() {
    Path fit = machine.installJava("jvm", "25.0.3");
    try (var run = wrapper(Map.of("JAVA_HOME", fit.toString()))) {
      assertThat(run.awaitExit()).isEqualTo(1);
      assertThat(run.errLines())
          .singleElement()
          .asString()
          .contains("no Maven", "Install Maven 3.8 or newer", "curl");
    }
  }

  @Test
  void an_older_maven_fetches_a_newer_one_and_a_wrong_archive_is_refused() throws IOException {
    Path fit = machine.installJava("jvm", "25.0.3");
    installMaven("3.6.3");
    try (var run = wrapper(Map.of("JAVA_HOME", fit.toString()))) {
      assertThat(run.awaitExit()).isEqualTo(1);
      assertThat(run.errLines()).last().asString().contains("not what Apache published", "SHA-512");
    }
    try (var left = Files.list(folder.resolve("home/.m2/wrapper"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_fetched_maven_is_unpacked_once_and_used() throws IOException, InterruptedException {
    Path fit = machine.installJava("jvm", "25.0.3");
    Path maven = folder.resolve("packed/apache-maven-3.9.16/bin/mvn");
    FakeMachine.program(maven, "echo the fetched one");
    Path archive = folder.resolve("maven.tar.gz");
    run("tar", "-czf", archive.toString(), "-C", folder.resolve("packed").toString(), ".");
    expectArchive(archive);
    FakeMachine.program(
        path.resolve("curl"), "while [ $# -gt 2 ]; do shift; done; cp " + archive + " \"$1\"");
    for (int i = 0; i < 2; i++) {
      try (var run = wrapper(Map.of("JAVA_HOME", fit.toString()))) {
        assertThat(run.awaitExit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("the fetched one\n");
        assertThat(run.errLines()).hasSize(i == 0 ? 1 : 0);
      }
    }
  }

  /// A Maven that tells its version, and with what it was called. Asked for the archive it copies
  /// nonsense.
  private void installMaven(String version) {
    FakeMachine.program(
        path.resolve("mvn"),
        """
        for last; do :; done
        case "$*" in
        -version) echo "Apache Maven VERSION (build)" ;;
        *:copy*) echo nonsense >"${last#*=}/apache-maven-3.9.16-bin.tar.gz" ;;
        *) printf '%s\\n' "home $JAVA_HOME" "$@" ;;
        esac\
        """
            .replace("VERSION", version));
  }

  /// Makes the copied wrapper expect this archive.
  private void expectArchive(Path archive) throws IOException {
    Path mvnw = folder.resolve("tree/mvnw");
    try (var sum = ProcessRun.start(folder, "sha512sum", archive.toString())) {
      assertThat(sum.awaitExit()).isZero();
      String expected = "maven_sha512=" + sum.out().split(" ", 2)[0];
      Files.writeString(
          mvnw, Files.readString(mvnw).replaceFirst("maven_sha512=[0-9a-f]{128}", expected));
    }
  }

  private void run(String... command) {
    try (var run = ProcessRun.start(folder, command)) {
      assertThat(run.awaitExit()).as(run.err()).isZero();
    }
  }

  private ProcessRun wrapper(Map<String, String> environment, String... arguments) {
    var all = new HashMap<>(environment);
    all.put("PATH", path.toString());
    all.put("HOME", folder.resolve("home").toString());
    all.put("MAVEN_USER_HOME", "");
    String[] command = new String[arguments.length + 1];
    command[0] = folder.resolve("tree/mvnw").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return ProcessRun.start(folder, all, command);
  }
}
