package dev.vestige.select.delete;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.filter.Filter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `/delete/…`: deletes the rows that a LogsQL filter matches, in the background.
public final class DeleteEndpoints {
  private static final String JSON = "application/json";
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Deletions tasks;
  private final int filterCharactersMax;

  /// @param filterCharactersMax how long a filter may be
  public DeleteEndpoints(Deletions tasks, int filterCharactersMax) {
    this.tasks = tasks;
    this.filterCharactersMax = filterCharactersMax;
  }

  /// `run_task?filter=…`: begins a deletion and answers with its id.
  public void run(Exchange exchange) throws IOException {
    String text = argument(exchange, "filter");
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    Filter filter =
        LogsQl.parseFilter(text, ParseOptions.at(now).withCharactersMax(filterCharactersMax));
    String id = tasks.begin(exchange.tenant(), filter, text);
    send(
        exchange,
        json -> {
          json.writeStartObject();
          json.writeStringField("task_id", id);
          json.writeEndObject();
        });
  }

  /// `stop_task?task_id=…`: ends a deletion early.
  public void stop(Exchange exchange) throws IOException {
    tasks.stop(argument(exchange, "task_id"));
    send(
        exchange,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "ok");
          json.writeEndObject();
        });
  }

  /// `active_tasks`: what waits or runs.
  public void active(Exchange exchange) throws IOException {
    List<Deletions.Task> active = tasks.active();
    send(
        exchange,
        json -> {
          json.writeStartArray();
          for (Deletions.Task task : active) {
            write(task, json);
          }
          json.writeEndArray();
        });
  }

  private static void write(Deletions.Task task, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("task_id", task.id());
    json.writeArrayFieldStart("tenant_ids");
    writeTenant(task.tenant(), json);
    json.writeEndArray();
    json.writeStringField("filter", task.text());
    json.writeStringField("start_time", Instant.ofEpochMilli(task.startMillis()).toString());
    json.writeEndObject();
  }

  private static void writeTenant(TenantId tenant, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("account_id", Integer.toUnsignedLong(tenant.account()));
    json.writeNumberField("project_id", Integer.toUnsignedLong(tenant.project()));
    json.writeEndObject();
  }

  private static String argument(Exchange exchange, String name) {
    return exchange
        .argument(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> VestigeException.invalidInput("the argument `" + name + "` is missing"));
  }

  /// Writes a document.
  private interface Document {
    void write(JsonGenerator json) throws IOException;
  }

  private static void send(Exchange exchange, Document document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      document.write(json);
    }
    byte[] body = bytes.toByteArray();
    exchange.send(200, JSON, new ByteSlice(body, 0, body.length));
  }
}
