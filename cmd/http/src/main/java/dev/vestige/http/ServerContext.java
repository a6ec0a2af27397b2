package dev.vestige.http;

import dev.vestige.http.coding.ByteArrays;
import dev.vestige.http.coding.Decompressor;

/// What the connections of one server share.
record ServerContext(
    HttpServerOptions options,
    Router router,
    AnswerHeaders answerHeaders,
    ByteArrays arrays,
    Decompressor decompressor,
    Connections connections,
    InFlight requests) {

  static ServerContext of(HttpServerOptions options, Router router) {
    ByteArrays arrays = new ByteArrays(Limits.KEPT_BODY_ARRAYS_BYTES_MAX);
    return new ServerContext(
        options,
        router,
        new AnswerHeaders(options.answers().headers()),
        arrays,
        new Decompressor(arrays),
        new Connections(options.capacity().connectionsMax()),
        new InFlight(options.capacity().requestsMax()));
  }

  HttpObserver observer() {
    return options.observer();
  }
}
