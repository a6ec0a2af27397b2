package dev.vestige.cmd;

/// How many threads carry the virtual threads of requests. The JVM provides one per core, which
/// suits requests that wait; those that compute, as when a large answer is put together, would keep
/// all others from going on until they end. With more carriers than cores the system shares the
/// cores among them.
final class RequestCarriers {
  private static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";

  private RequestCarriers() {}

  /// Before the first virtual thread starts; what the command line of the JVM says counts.
  static void provide() {
    if (System.getProperty(PROPERTY) == null) {
      int carriers =
          Math.max(Limits.REQUEST_CARRIERS_MIN, Runtime.getRuntime().availableProcessors());
      System.setProperty(PROPERTY, Integer.toString(carriers));
    }
  }
}
