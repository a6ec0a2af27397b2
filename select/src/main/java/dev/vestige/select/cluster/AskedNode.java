package dev.vestige.select.cluster;

import dev.vestige.http.client.HttpClient;
import java.util.concurrent.atomic.AtomicBoolean;

/// A node that is asked.
///
/// @param isSuspect whether it gave no answer the last time
record AskedNode(HttpClient client, AtomicBoolean isSuspect) {
  AskedNode(HttpClient client) {
    this(client, new AtomicBoolean());
  }

  String address() {
    return client.address();
  }
}
