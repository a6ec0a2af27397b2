package dev.vestige.cmd.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.VestigeException;
import dev.vestige.http.client.ListedNode.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeListsTest {
  private static final String NO_SERVER = "dns://127.0.0.1:1";

  @TempDir private Path folder;

  private static List<String> texts(List<NodeAddress> addresses) {
    return addresses.stream()
        .map(address -> address.text() + (address.writes() == Writes.NONE ? " drained" : ""))
        .toList();
  }

  @Test
  void addresses_have_a_port_and_may_be_drained() {
    NodeLists lists = new NodeLists(List.of("a", "b:1;drain", " [::1]:2 "), NO_SERVER);
    assertThat(texts(lists.readFirst())).containsExactly("a:10428", "b:1 drained", "::1:2");
    assertThat(lists.read().get(1).position()).isEqualTo(1);
    for (String wrong : List.of("", ":1", "a:x", "a:70000", "a:1;drained", "a b:1", "http://a:1")) {
      assertThatThrownBy(() -> new NodeLists(List.of(wrong), NO_SERVER))
          .as(wrong)
          .isInstanceOf(VestigeException.class)
          .hasMessageContaining("host:port");
    }
    assertThatThrownBy(() -> new NodeLists(List.of("a:1", "b:1", "a:1"), NO_SERVER).readFirst())
        .hasMessageContaining("lists a:1 twice");
  }

  @Test
  void a_file_is_followed_and_a_broken_one_changes_nothing() throws IOException {
    Path file = folder.resolve("nodes");
    Files.writeString(file, "# ours\na:1\n\nb:2;drain # soon gone\n");
    NodeLists lists = new NodeLists(List.of("c:3", "file:" + file), NO_SERVER);
    assertThat(texts(lists.readFirst())).containsExactly("c:3", "a:1", "b:2 drained");

    Files.writeString(file, "a:1\nd:4\nc:3;drain\n");
    assertThat(texts(lists.read())).containsExactly("c:3", "a:1", "d:4");
    assertThat(lists.read().get(2).position()).isEqualTo(1);

    for (String broken : List.of("", "# nothing\n", "a:1\nb:x\n", "x".repeat(2 << 20))) {
      Files.writeString(file, broken);
      assertThat(texts(lists.read())).containsExactly("c:3", "a:1", "d:4");
    }
    Files.delete(file);
    assertThat(texts(lists.read())).containsExactly("c:3", "a:1", "d:4");
    assertThatThrownBy(() -> new NodeLists(List.of("file:" + file), NO_SERVER).readFirst())
        .hasMessageContaining("cannot read the list of storage nodes");
  }

  @Test
  void a_list_has_a_bound() throws IOException {
    Path file = folder.resolve("nodes");
    Files.writeString(
        file,
        IntStream.rangeClosed(0, Limits.NODES_MAX)
            .mapToObj(i -> "n" + i + ":1")
            .collect(Collectors.joining("\n")));
    assertThatThrownBy(() -> new NodeLists(List.of("file:" + file), NO_SERVER).readFirst())
        .hasMessageContaining("at most " + Limits.NODES_MAX);
  }

  @Test
  void service_records_are_looked_up_and_kept_when_nobody_answers() {
    try (NameServer names = new NameServer()) {
      names.records = List.of("one.example.com:1001", "two.example.com:1002");
      ServiceRecords records = new ServiceRecords("_vestige._tcp.example.com", 7, names.url());
      assertThat(texts(records.read()))
          .containsExactlyInAnyOrder("one.example.com:1001", "two.example.com:1002");
      assertThat(records.read().getFirst().position()).isEqualTo(7);

      names.records = List.of();
      assertThatThrownBy(
              () -> new ServiceRecords("_vestige._tcp.example.com", 0, names.url()).read())
          .isInstanceOf(VestigeException.class)
          .hasMessageContaining("_vestige._tcp.example.com");

      NodeLists lists = new NodeLists(List.of("srv+_vestige._tcp.example.com", "a:1"), names.url());
      assertThat(texts(lists.readFirst())).containsExactly("a:1");
      names.records = List.of("one.example.com:1001");
      assertThat(texts(lists.read())).containsExactly("one.example.com:1001", "a:1");
      names.records = List.of();
      assertThat(texts(lists.read())).containsExactly("one.example.com:1001", "a:1");
    }
  }
}
