package dev.vestige.cmd.pages;

/// The page at `/`: where to go from here. Links are relative, so that they hold behind a prefix.
final class IndexPage {
  private IndexPage() {}

  static String render(String version) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Vestige</title></head>
    <body>
    <h1>Vestige</h1>
    <p>Version %s. Spans come in at <code>/insert/opentelemetry/v1/traces</code>.</p>
    <ul>
    <li><a href="select/vmui/">select/vmui</a> - search traces</li>
    <li><a href="select/jaeger/api/services">select/jaeger</a> - the Jaeger query API, for Grafana</li>
    <li><a href="api/openapi.json">api/openapi.json</a> - every endpoint, in OpenAPI</li>
    <li><a href="metrics">metrics</a> - what the server tells about itself</li>
    <li><a href="flags">flags</a> - the flags it was started with</li>
    <li><a href="health">health</a> - whether it can serve</li>
    <li><a href="debug/">debug</a> - threads, memory, flight recordings</li>
    </ul>
    </body>
    </html>
    """
        .formatted(version.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
