package dev.vestige.http;

/// The only place of this module that starts threads: one virtual thread for each request.
final class RequestThreads {
  private RequestThreads() {}

  static void start(Runnable request) {
    Thread.ofVirtual().name("http-request").start(request);
  }
}
