package dev.vestige.cmd.flags;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  @TempDir Path directory;

  @Test
  void a_plain_value_is_the_secret() {
    assertThat(Secret.of(" a b ").current()).isEqualTo(" a b ");
    assertThat(Secret.of("").isAbsent()).isTrue();
    assertThat(Secret.of("x").isAbsent()).isFalse();
  }

  @Test
  void a_file_is_read_without_the_space_at_its_end() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "pass word \r\n\n");
    Secret secret = Secret.of("file://" + file);
    assertThat(secret.isAbsent()).isFalse();
    assertThat(secret.current()).isEqualTo("pass word");
    assertThat(Secret.inFile(file.toString()).current()).isEqualTo("pass word");
  }

  @Test
  void a_file_is_read_again_and_a_bad_one_changes_nothing() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "one");
    Secret secret = Secret.of("file://" + file);
    assertThat(secret.current()).isEqualTo("one");
    Files.writeString(file, "two");
    await(() -> secret.current().equals("two"));
    Files.writeString(file, "");
    long stale = System.nanoTime() + (Limits.SECRET_FILE_FRESH_MILLIS + 100) * 1_000_000;
    await(() -> {
      assertThat(secret.current()).isEqualTo("two");
      return System.nanoTime() > stale;
    });
    Files.writeString(file, "three");
    await(() -> secret.current().equals("three"));
  }

  @Test
  void what_cannot_be_read_at_first_is_an_error_that_names_it() throws IOException {
    unreadable("file:///no/such/file", "/no/such/file", "there is no such file");
    unreadable("file://" + directory, directory.toString(), "");
    Path empty = Files.createFile(directory.resolve("empty"));
    unreadable("file://" + empty, empty.toString(), "it is empty");
    Path large = directory.resolve("large");
    Files.write(large, new byte[Limits.SECRET_BYTES_MAX + 1]);
    unreadable("file://" + large, large.toString(), "more than 65536 bytes");
    unreadable("file://a\0b", "a", "not a valid path");
    unreadable("http://127.0.0.1:1/x?token=t", "http://127.0.0.1:1/x", "");
    unreadable("http://[bad", "http://[bad", "not a valid address");
  }

  private static void unreadable(String text, String where, String why) {
    assertThatThrownBy(() -> Secret.of(text).current())
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.IO))
        .hasMessageContaining(where)
        .hasMessageContaining(why)
        .hasMessageNotContaining("token");
  }

  @Test
  void an_address_is_asked() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isKey = exchange.getRequestURI().getPath().equals("/key");
          exchange.sendResponseHeaders(isKey ? 200 : 404, 0);
          exchange.getResponseBody().write("k3y\n".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(Secret.of(address + "/key").current()).isEqualTo("k3y");
      unreadable(address.replace("//", "//user:token@") + "/none?token=1", address, "status 404");
    } finally {
      server.stop(0);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
