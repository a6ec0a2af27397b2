package dev.vestige.insert.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.http.client.ClientAnswer;
import dev.vestige.http.client.ClientRequest;
import dev.vestige.http.client.HttpClient;

/// How requests reach a node. Safe for use by many threads.
interface Way {
  /// Sends a request and waits for all of its answer.
  ///
  /// @param levels how many nodes have passed the request on already
  /// @param bytesMax of the answer
  /// @throws dev.vestige.http.client.NoAnswerException when there is none
  Reply send(ClientRequest request, int levels, int bytesMax, Cancellation cancellation);

  /// Straight to the node.
  static Way to(HttpClient client) {
    return (request, _, bytesMax, cancellation) -> {
      try (ClientAnswer answer = client.send(request, cancellation)) {
        return Reply.of(answer, bytesMax);
      }
    };
  }
}
