package dev.vestige.cmd.backup;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.client.NodeCalls;
import dev.vestige.cmd.flags.BackupFlags;
import dev.vestige.cmd.flags.Flag;
import dev.vestige.cmd.flags.Flags;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The snapshots of a node, through its HTTP port.
final class NodeSnapshots implements AutoCloseable {
  private static final String PATH = "/internal/partition/snapshot/";
  private static final JsonMapper JSON = new JsonMapper();

  private final NodeCalls node;
  private final String authKey;

  private NodeSnapshots(NodeCalls node, String authKey) {
    this.node = node;
    this.authKey = authKey;
  }

  static NodeSnapshots at(Flag<?> addressFlag, String address, Flags flags) {
    return new NodeSnapshots(
        NodeCalls.of(addressFlag, address, flags, BackupFlags.HEADERS),
        flags.get(BackupFlags.AUTH_KEY).current());
  }

  String address() {
    return node.address();
  }

  /// Makes one, and says where it is on the host of the node.
  String create() {
    return ask("create", Map.of()).getFirst();
  }

  void delete(String path) {
    node.text(PATH + "delete", form(Map.of("path", path)));
  }

  List<String> list() {
    return ask("list", Map.of());
  }

  /// Deletes the older ones, and says where they were.
  List<String> deleteOlderThan(Duration age) {
    return ask("delete_stale", Map.of("max_age", age.toSeconds() + "s"));
  }

  private List<String> ask(String action, Map<String, String> arguments) {
    String answer = node.text(PATH + action, form(arguments));
    try {
      return JSON.readValue(answer, new TypeReference<List<String>>() {});
    } catch (IOException e) {
      throw new VestigeException(
          ErrorKind.BAD_GATEWAY,
          "expected a list of paths from " + node.address() + PATH + action + ", found " + answer,
          e);
    }
  }

  private Map<String, String> form(Map<String, String> arguments) {
    Map<String, String> form = new HashMap<>(arguments);
    form.put("authKey", authKey);
    return form;
  }

  @Override
  public void close() {
    node.close();
  }
}
