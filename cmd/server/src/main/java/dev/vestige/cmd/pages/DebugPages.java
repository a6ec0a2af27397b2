package dev.vestige.cmd.pages;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.http.Endpoint;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import java.util.stream.Collectors;

/// The pages below `/debug/`, and what is nearest to them under the names of Go's profiler.
final class DebugPages {
  private static final String INDEX =
      """
      threads                    all threads with their stacks; also pprof/goroutine
      heap                       objects alive by class, after a full collection; also pprof/heap
      jfr?seconds=30             a flight recording for JDK Mission Control; also pprof/profile, pprof/trace
      pprof/cmdline              the flags of the process
      """;

  private final Flags flags;

  DebugPages(Flags flags) {
    this.flags = flags;
  }

  void addTo(Router.Builder router, RouteOptions options) {
    Endpoint index = TextEndpoint.plain(INDEX);
    Endpoint threads = new TextEndpoint(TextEndpoint.PLAIN, Diagnostics::threads);
    Endpoint heap = new TextEndpoint(TextEndpoint.PLAIN, Diagnostics::heapHistogram);
    Endpoint recording = new RecordingEndpoint();
    router
        .exact("/debug/", index, options)
        .exact("/debug/threads", threads, options)
        .exact("/debug/heap", heap, options)
        .exact("/debug/jfr", recording, options)
        .exact("/debug/pprof/", index, options)
        .exact("/debug/pprof/goroutine", threads, options)
        .exact("/debug/pprof/heap", heap, options)
        .exact("/debug/pprof/profile", recording, options)
        .exact("/debug/pprof/trace", recording, options)
        .exact(
            "/debug/pprof/cmdline",
            new TextEndpoint(TextEndpoint.PLAIN, this::commandLine),
            options)
        .prefix(
            "/debug/pprof/",
            exchange -> {
              throw new VestigeException(
                  ErrorKind.NOT_FOUND,
                  "there is no " + exchange.path() + "; /debug/ lists what there is");
            },
            options);
  }

  /// Words separated by zero bytes, as Go's profiler does; secrets hidden, as it does not.
  private String commandLine() {
    return flags.shown().stream()
        .filter(Flags.Shown::isSet)
        .map(flag -> "\0-" + flag.name() + "=" + flag.value())
        .collect(Collectors.joining("", "vestige", ""));
  }
}
