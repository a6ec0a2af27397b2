package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which Java the executable runs on, and with which flags; what it says when there is none.
class JavaChoiceTest {

  @TempDir Path folder;
  private FakeMachine machine;
  private Path path;

  @BeforeEach
  void makeMachine() {
    machine = new FakeMachine(folder);
    path = machine.path("sh", "sed", "dirname", "readlink");
  }

  @Test
  void an_older_java_in_java_home_and_on_the_path_is_passed_over() throws IOException {
    Path old = machine.installJava("jvm", "17.0.15");
    Path fit = machine.installJava("jvm", "25.0.3");
    var environment = Map.of("JAVA_HOME", old.toString(), "PATH", old + "/bin:" + path);
    assertThat(argumentsOf(scriptLookingIn("jvm"), environment))
        .first()
        .isEqualTo(fit + "/bin/java");
  }

  @Test
  void java_home_goes_before_path_and_path_before_the_install_folders() throws IOException {
    Path inHome = machine.installJava("home", "27");
    Path onPath = machine.installJava("path", "26");
    machine.installJava("jvm", "25.0.3");
    Path script = scriptLookingIn("jvm");
    String withJava = onPath + "/bin:" + path;
    assertThat(argumentsOf(script, Map.of("JAVA_HOME", inHome.toString(), "PATH", withJava)))
        .first()
        .isEqualTo(inHome + "/bin/java");
    assertThat(argumentsOf(script, Map.of("JAVA_HOME", "", "PATH", withJava)))
        .first()
        .isEqualTo(onPath + "/bin/java");
  }

  @Test
  void the_lowest_fit_java_in_the_install_folders_is_taken() throws IOException {
    machine.installJava("jvm", "27");
    machine.installJava("jvm", "17.0.15");
    Path fit = machine.installJava("jvm", "25.0.3");
    var environment = Map.of("JAVA_HOME", "", "PATH", path.toString());
    assertThat(argumentsOf(scriptLookingIn("jvm"), environment))
        .first()
        .isEqualTo(fit + "/bin/java");
  }

  @Test
  void the_runtime_beside_the_executable_comes_first() throws IOException {
    Path executable = Files.copy(Shipped.executable(), folder.resolve("vestige"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), executable);
    Files.createSymbolicLink(folder.resolve("runtime"), machine.installJava("bundled", "25.0.1"));
    Path other = machine.installJava("jvm", "25.0.3");
    assertThat(argumentsOf(link, Map.of("JAVA_HOME", other.toString())))
        .first()
        .isEqualTo(folder.toRealPath() + "/runtime/bin/java");
  }

  @Test
  void without_a_fit_java_it_says_what_to_install() throws IOException {
    Path old = machine.installJava("old", "1.8.0_392");
    var environment = Map.of("JAVA_HOME", old.toString(), "PATH", path.toString());
    try (var run =
        ProcessRun.start(folder, environment, "/bin/sh", scriptLookingIn("nowhere").toString())) {
      assertThat(run.awaitExit()).isEqualTo(1);
      assertThat(run.errLines())
          .singleElement()
          .asString()
          .contains("needs Java 25 or newer", "found Java 8 in " + old, "JAVA_HOME");
    }
  }

  @Test
  void the_options_of_the_user_come_last_and_the_arguments_stay_whole() {
    var arguments =
        argumentsOf(Shipped.executable(), withJava("JAVA_OPTS", "-Xmx1g -Da=*"), "-flag=a b", "*");
    assertThat(arguments)
        .contains("-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError")
        .endsWith("-Xmx1g", "-Da=*", "-jar", Shipped.executable().toString(), "-flag=a b", "*");
  }

  @Test
  void the_collector_of_the_user_replaces_ours() {
    assertThat(argumentsOf(Shipped.executable(), withJava("JAVA_OPTS", "-Xmx1g")))
        .anyMatch(JavaChoiceTest::namesCollector);
    for (String variable : List.of("JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
      assertThat(argumentsOf(Shipped.executable(), withJava(variable, "-XX:+UseZGC")))
          .noneMatch(JavaChoiceTest::namesCollector);
    }
  }

  /// Runs with each older Java that this machine has; LauncherTest covers machines that have none.
  @Test
  void an_older_java_running_the_jar_says_in_one_line_what_is_needed() throws IOException {
    for (Path java : olderJavas()) {
      try (var run =
          ProcessRun.start(folder, java.toString(), "-jar", Shipped.jar().toString(), "-help")) {
        assertThat(run.awaitExit()).isEqualTo(1);
        assertThat(run.errLines())
            .singleElement()
            .asString()
            .matches("vestige needs Java 25 or newer; this is Java \\d+ \\(/.*/java\\)");
      }
    }
  }

  private static List<Path> olderJavas() throws IOException {
    Path installed = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(installed)) {
      return List.of();
    }
    try (var homes = Files.list(installed)) {
      return homes
          .filter(home -> home.getFileName().toString().matches(".*\\b(8|11|17|21)\\b.*"))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .toList();
    }
  }

  private static boolean namesCollector(String argument) {
    return argument.matches("-XX:\\+Use(Serial|Parallel|G1)GC");
  }

  private Map<String, String> withJava(String variable, String value) {
    return Map.of("JAVA_HOME", machine.installJava("jvm", "25.0.3").toString(), variable, value);
  }

  /// The shell part of the executable, with one folder of this test in which to look for Javas.
  private Path scriptLookingIn(String installFolder) throws IOException {
    String packed = Files.readString(Shipped.executable(), StandardCharsets.ISO_8859_1);
    String script = packed.substring(0, packed.indexOf("PK\003\004"));
    String start = "java_folders=\"";
    int from = script.indexOf(start) + start.length();
    int to = script.indexOf('"', from);
    assertThat(script.substring(from, to)).contains("/usr/lib/jvm/*");
    return FakeMachine.program(
        folder.resolve("script"),
        script.substring(0, from) + folder.resolve(installFolder) + "/*" + script.substring(to));
  }

  private List<String> argumentsOf(
      Path executable, Map<String, String> environment, String... arguments) {
    var command = Stream.concat(Stream.of(executable.toString()), Arrays.stream(arguments));
    try (var run = ProcessRun.start(folder, environment, command.toArray(String[]::new))) {
      assertThat(run.awaitExit()).as(run.err()).isZero();
      return run.out().lines().toList();
    }
  }
}
