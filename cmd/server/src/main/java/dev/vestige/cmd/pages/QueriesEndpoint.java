package dev.vestige.cmd.pages;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vestige.base.ByteSlice;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.select.QueryWatch;
import dev.vestige.select.QueryWatch.ActiveQuery;
import dev.vestige.select.QueryWatch.SlowQuery;
import java.io.IOException;
import java.util.List;

/// `/internal/queries`: the requests under way, and the last that took long, of all tenants.
public final class QueriesEndpoint implements Endpoint {
  public static final String PATH = "/internal/queries";
  private static final JsonMapper JSON = new JsonMapper();

  private final QueryWatch watch;

  private record Queries(List<ActiveQuery> active, List<SlowQuery> slow) {}

  public QueriesEndpoint(QueryWatch watch) {
    this.watch = watch;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    byte[] body = JSON.writeValueAsBytes(new Queries(watch.active(), watch.slow()));
    exchange.send(200, TextEndpoint.JSON, new ByteSlice(body, 0, body.length));
  }
}
