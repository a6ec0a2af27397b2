package dev.vestige.cmd.vtgen;

/// An instance of a service.
///
/// @param service empty for one that does not say its name
record Resource(String service, String instance, String language, String version) {
  static final Resource NONE = new Resource("", "", "go", "0.0.1");

  private static final double SLOWNESS_OF_ONE = 3;

  /// How many times as long its work takes. One pod is slower than its twins, so that there is
  /// something to find.
  double slowness() {
    return service.equals("payment") && instance.equals("2") ? SLOWNESS_OF_ONE : 1;
  }

  Facts facts() {
    Facts facts = new Facts();
    if (!service.isEmpty()) {
      facts
          .text("service.name", service)
          .text("service.namespace", "shop")
          .text("service.version", version)
          .text("service.instance.id", instance)
          .text("k8s.pod.name", service + "-" + instance)
          .text("host.name", "node-" + (Math.floorMod(instance.hashCode(), 7) + 1))
          .text("deployment.environment.name", "production")
          .text("cloud.region", "eu-west-1");
    }
    return facts
        .text("telemetry.sdk.name", "opentelemetry")
        .text("telemetry.sdk.language", language)
        .text("telemetry.sdk.version", "1.67.0");
  }
}
