package dev.vestige.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LauncherTest {

  private static final int JAVA_8_CLASS = 52;

  @Test
  void versions_of_java_8_and_older_are_read() {
    assertThat(Launcher.majorVersion("1.8")).isEqualTo(8);
    assertThat(Launcher.majorVersion("17")).isEqualTo(17);
  }

  @Test
  void the_refusal_says_what_is_needed_and_what_was_found() {
    assertThat(Launcher.refusal(17, "/usr/lib/jvm/java-17"))
        .isEqualTo(
            "vestige needs Java 25 or newer; this is Java 17 (/usr/lib/jvm/java-17/bin/java)");
  }

  @Test
  void an_older_java_can_read_the_class() throws IOException {
    try (var bytes =
        new DataInputStream(
            Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class")))) {
      bytes.skipNBytes(6);
      assertThat(bytes.readUnsignedShort()).isEqualTo(JAVA_8_CLASS);
    }
  }
}
