package dev.vestige.insert.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.NoAnswerException;
import dev.vestige.http.client.NoAnswerException.Reach;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The way to a node through others that pass on what names it. When one of these does not answer,
/// the next request goes through another: to the node it is the same request all the same.
final class RelayedWay implements Way {
  private final String argument;

  /// Never empty; the first that is well is used.
  private volatile List<Relay> relays = List.of();

  /// A node that passes requests on, shared by the ways through it.
  static final class Relay {
    private final StorageNode node;

    /// Whether nothing went wrong since it was greeted last.
    private volatile boolean isWell = true;

    Relay(StorageNode node) {
      this.node = node;
    }

    StorageNode node() {
      return node;
    }

    /// To be called when it was greeted.
    void greeted() {
      isWell = !node.isUnreachable();
    }
  }

  /// @param name of the node at the end of the way
  RelayedWay(String name) {
    this.argument =
        RelayEndpoint.NODE + "=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + '&';
  }

  /// Goes through one of these from now on, rather the first.
  void through(List<Relay> newRelays) {
    relays = List.copyOf(newRelays);
  }

  @Override
  public Reply send(ClientRequest request, int levels, int bytesMax, Cancellation cancellation) {
    ClientRequest named = named(request, levels + 1);
    List<Relay> order = inOrder();
    for (int i = 0; ; i++) {
      Relay relay = order.get(i);
      try {
        Reply reply = relay.node.way().send(named, levels, bytesMax, cancellation);
        if (isItsFault(reply.status())) {
          relay.isWell = false;
        }
        return reply;
      } catch (NoAnswerException e) {
        relay.isWell = false;
        if (e.reach() == Reach.IN_DOUBT || i + 1 == order.size()) {
          throw e;
        }
      }
    }
  }

  /// Whether another one may do better with the same request.
  private static boolean isItsFault(int status) {
    return status == 502 || status == 503;
  }

  private List<Relay> inOrder() {
    List<Relay> order = new ArrayList<>();
    List<Relay> unwell = new ArrayList<>();
    for (Relay relay : relays) {
      (relay.isWell ? order : unwell).add(relay);
    }
    order.addAll(unwell);
    return order;
  }

  private ClientRequest named(ClientRequest request, int levels) {
    int mark = request.target().indexOf('?');
    String path = mark < 0 ? request.target() : request.target().substring(0, mark);
    String rest = mark < 0 ? "" : '&' + request.target().substring(mark + 1);
    return request.withTarget(path + '?' + argument + RelayEndpoint.LEVELS + '=' + levels + rest);
  }
}
