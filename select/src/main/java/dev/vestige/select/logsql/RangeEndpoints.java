package dev.vestige.select.logsql;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.analyze.TimeBounds;
import dev.vestige.logsql.value.Timestamps;
import dev.vestige.select.request.TimeArguments;
import dev.vestige.storage.Storage;
import java.io.IOException;

/// Which time a query covers and which tenants have rows in it. Thread-safe.
final class RangeEndpoints {
  private final WholeAnswers answers;
  private final Storage storage;

  RangeEndpoints(WholeAnswers answers, Storage storage) {
    this.answers = answers;
    this.storage = storage;
  }

  /// `/query_time_range`: the range that arguments and time filters of a query leave.
  void queryTimeRange(Exchange exchange) throws IOException {
    AskedQuery asked = answers.read(exchange);
    TimeRange range = TimeBounds.of(asked.query().filter()).intersect(asked.context().range());
    String start =
        Timestamps.format(Math.clamp(range.fromNanos(), Timestamps.EARLIEST, Timestamps.LATEST));
    String end =
        Timestamps.format(Math.clamp(range.toNanos(), Timestamps.EARLIEST, Timestamps.LATEST));
    WholeAnswers.send(
        exchange,
        json -> {
          json.writeStartObject();
          json.writeStringField("start", start);
          json.writeStringField("end", end);
          json.writeEndObject();
        });
  }

  /// `/select/tenant_ids`: the tenants with rows in the range.
  void tenantIds(Exchange exchange) throws IOException {
    TimeRange range = TimeArguments.range(exchange, answers.bounds().now());
    WholeAnswers.send(
        exchange,
        json -> {
          json.writeStartArray();
          for (TenantId tenant : storage.tenants(range)) {
            json.writeStartObject();
            json.writeNumberField("account_id", Integer.toUnsignedLong(tenant.account()));
            json.writeNumberField("project_id", Integer.toUnsignedLong(tenant.project()));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
