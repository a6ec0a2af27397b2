package dev.vestige.cmd.nodes;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.ClusterFlags;
import dev.vestige.cmd.flags.Flags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The storage nodes that `-storageNode` stands for: each item is an address, or `file:PATH` with
/// addresses in it, or `srv+NAME` with SRV records in DNS. A source that cannot be read now counts
/// as it was when it could. Used by one thread.
public final class NodeLists {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLists.class);
  private static final String FILE = "file:";
  private static final String RECORDS = "srv+";
  private static final String SYSTEM_SERVERS = "dns:";

  private final List<Source> sources = new ArrayList<>();

  /// A source with what it told last, and what was wrong with it last.
  private static final class Source {
    final NodeSource source;
    List<NodeAddress> known = List.of();
    String trouble = "";

    Source(NodeSource source) {
      this.source = source;
    }
  }

  public NodeLists(Flags flags) {
    this(flags.get(ClusterFlags.STORAGE_NODE), SYSTEM_SERVERS);
  }

  /// @param dnsServers as [ServiceRecords] takes them
  NodeLists(List<String> items, String dnsServers) {
    for (int i = 0; i < items.size(); i++) {
      sources.add(new Source(source(items.get(i).strip(), i, dnsServers)));
    }
  }

  private static NodeSource source(String item, int position, String dnsServers) {
    if (item.startsWith(FILE)) {
      return new NodeFile(Path.of(item.substring(FILE.length())), position);
    }
    if (item.startsWith(RECORDS)) {
      return new ServiceRecords(item.substring(RECORDS.length()), position, dnsServers);
    }
    List<NodeAddress> one = List.of(NodeAddress.parse(item, position));
    return () -> one;
  }

  /// The nodes at the start of the process.
  ///
  /// @throws VestigeException INVALID_INPUT when an address is listed twice, or IO when a file
  ///   cannot be read; a name that DNS does not know yet is waited for
  public List<NodeAddress> readFirst() {
    List<NodeAddress> all = new ArrayList<>();
    for (Source source : sources) {
      try {
        source.known = source.source.read();
      } catch (VestigeException e) {
        if (e.kind() != ErrorKind.UNAVAILABLE) {
          throw e;
        }
        tell(source, e);
      }
      all.addAll(source.known);
    }
    List<NodeAddress> distinct = distinct(all);
    if (distinct.size() < all.size()) {
      List<String> twice = new ArrayList<>(all.stream().map(NodeAddress::text).toList());
      distinct.forEach(address -> twice.remove(address.text()));
      throw VestigeException.invalidInput(
          ClusterFlags.STORAGE_NODE + " lists " + twice.getFirst() + " twice");
    }
    return distinct;
  }

  /// The nodes as of now. Of an address that is listed twice, the first one counts.
  public List<NodeAddress> read() {
    List<NodeAddress> all = new ArrayList<>();
    for (Source source : sources) {
      try {
        source.known = source.source.read();
        source.trouble = "";
      } catch (VestigeException e) {
        tell(source, e);
      }
      all.addAll(source.known);
    }
    return distinct(all);
  }

  private static List<NodeAddress> distinct(List<NodeAddress> all) {
    Map<String, NodeAddress> byText = new LinkedHashMap<>();
    for (NodeAddress address : all) {
      byText.putIfAbsent(address.text(), address);
    }
    if (byText.size() > Limits.NODES_MAX) {
      throw VestigeException.invalidInput(
          ClusterFlags.STORAGE_NODE
              + " lists "
              + byText.size()
              + " nodes, at most "
              + Limits.NODES_MAX
              + " are possible");
    }
    return List.copyOf(byText.values());
  }

  private static void tell(Source source, VestigeException e) {
    String trouble = String.valueOf(e.getMessage());
    if (!trouble.equals(source.trouble)) {
      LOG.warn("the list of storage nodes stays as it was: {}", trouble);
    }
    source.trouble = trouble;
  }
}
