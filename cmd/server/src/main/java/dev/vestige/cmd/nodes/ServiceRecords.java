package dev.vestige.cmd.nodes;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.client.ListedNode.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/// SRV records of DNS: host and port of each node. Used by one thread.
final class ServiceRecords implements NodeSource {
  private static final String TYPE = "SRV";
  private static final String JNDI_DNS = "com.sun.jndi.dns.";

  private final String name;
  private final int position;
  private final String server;
  private List<NodeAddress> known = List.of();
  private boolean isKnown;
  private long knownNanoTime;

  /// @param name of the records, such as `_vestige._tcp.example.com`
  /// @param position of the flag's item
  /// @param server `dns:` for those of the system, or `dns://host:port`
  ServiceRecords(String name, int position, String server) {
    this.name = name;
    this.position = position;
    this.server = server;
  }

  @Override
  public List<NodeAddress> read() {
    if (!isKnown || System.nanoTime() - knownNanoTime >= Limits.LOOKUP_INTERVAL_NANOS) {
      known = lookUp();
      isKnown = true;
      knownNanoTime = System.nanoTime();
    }
    return known;
  }

  @SuppressWarnings("BanJNDI") // names are looked up in DNS only, whose answers are texts
  private List<NodeAddress> lookUp() {
    Properties settings = new Properties();
    settings.setProperty(Context.INITIAL_CONTEXT_FACTORY, JNDI_DNS + "DnsContextFactory");
    settings.setProperty(Context.PROVIDER_URL, server);
    settings.setProperty(JNDI_DNS + "timeout.initial", Integer.toString(Limits.LOOKUP_MILLIS_MAX));
    settings.setProperty(JNDI_DNS + "timeout.retries", Integer.toString(Limits.LOOKUP_ATTEMPTS));
    try {
      DirContext context = new InitialDirContext(settings);
      try {
        return read(context.getAttributes(name, new String[] {TYPE}).get(TYPE));
      } finally {
        context.close();
      }
    } catch (NamingException e) {
      throw new VestigeException(
          ErrorKind.UNAVAILABLE, "cannot look up the SRV records of " + name + ": " + e, e);
    }
  }

  private List<NodeAddress> read(Attribute records) throws NamingException {
    List<NodeAddress> found = new ArrayList<>();
    if (records != null) {
      NamingEnumeration<?> all = records.getAll();
      while (all.hasMore()) {
        found.add(read(String.valueOf(all.next())));
      }
    }
    if (found.isEmpty()) {
      throw new VestigeException(ErrorKind.UNAVAILABLE, "there are no SRV records of " + name);
    }
    return found;
  }

  /// Reads `priority weight port host.`; priority and weight mean nothing here.
  private NodeAddress read(String record) {
    String[] words = record.split(" ", -1);
    if (words.length != 4) {
      throw new VestigeException(
          ErrorKind.UNAVAILABLE, "expected an SRV record of " + name + ", found \"" + record + '"');
    }
    String host = words[3].replaceFirst("\\.$", "");
    int port = NodeAddress.parse(host + ":" + words[2], position).port();
    return new NodeAddress(host, port, "", position, Writes.TAKEN);
  }
}
