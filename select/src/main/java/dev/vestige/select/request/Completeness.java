package dev.vestige.select.request;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.ErrorStatus;
import dev.vestige.http.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whether the answer to a request may lack what some nodes of a cluster have, and which nodes it
/// lacks. It is known to the thread of the request, since it concerns endpoints and those who ask
/// nodes, and nothing of what stands between them. Safe for use by several threads, but for
/// [#lack], which must not meet a write to the answer.
public final class Completeness {
  /// Names the nodes that an answer lacks, separated by commas.
  public static final String HEADER = "Vestige-Partial";

  private static final String ARGUMENT = "allow_partial_response";
  private static final ScopedValue<Completeness> CURRENT = ScopedValue.newInstance();

  private final Exchange exchange;
  private final Wish wish;
  private final List<String> lacking = new ArrayList<>();

  private Completeness(Exchange exchange, Wish wish) {
    this.exchange = exchange;
    this.wish = wish;
  }

  /// What is to be done when a node does not answer.
  public enum Wish {
    /// Without all nodes there is no answer.
    WHOLE,
    /// The answer is what the others have.
    PARTIAL
  }

  /// Serves requests that may say what they wish with `allow_partial_response`.
  ///
  /// @param wish of those that say nothing
  public static Endpoint heeding(Endpoint endpoint, Wish wish) {
    return exchange -> {
      Completeness completeness = new Completeness(exchange, wish(exchange, wish));
      ScopedValue.where(CURRENT, completeness)
          .call(() -> {
            endpoint.serve(exchange);
            return completeness;
          });
    };
  }

  private static Wish wish(Exchange exchange, Wish otherwise) {
    if (exchange.argument(ARGUMENT).orElse("").isEmpty()) {
      return otherwise;
    }
    return NumberArguments.flag(exchange, ARGUMENT) ? Wish.PARTIAL : Wish.WHOLE;
  }

  /// Of the request that this thread serves.
  public static Wish wish() {
    return CURRENT.isBound() ? CURRENT.get().wish : Wish.WHOLE;
  }

  /// Notes that the answer to the request that this thread serves lacks what a node has.
  ///
  /// @throws VestigeException BAD_GATEWAY when it is too late to say so in the answer
  public static void lack(String node) {
    CURRENT.get().add(node);
  }

  private void add(String node) {
    if (lacking.contains(node)) {
      return;
    }
    if (exchange.isCommitted()) {
      throw new VestigeException(
          ErrorKind.BAD_GATEWAY,
          "the node " + node + " went away, and the answer has begun without saying so");
    }
    lacking.add(node);
    exchange.setHeader(HEADER, String.join(",", lacking));
  }

  /// The nodes that the answer to the request that this thread serves lacks.
  public static List<String> lacking() {
    return CURRENT.isBound() ? List.copyOf(CURRENT.get().lacking) : List.of();
  }

  /// Writes the member `errors` of Jaeger's answers: the nodes that are lacking, or none.
  public static void writeErrors(JsonGenerator json) throws IOException {
    if (lacking().isEmpty()) {
      json.writeNullField("errors");
      return;
    }
    json.writeArrayFieldStart("errors");
    for (String node : lacking()) {
      json.writeStartObject();
      json.writeNumberField("code", ErrorStatus.of(ErrorKind.BAD_GATEWAY).http());
      json.writeStringField("msg", "the node " + node + " did not answer; what it has is missing");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Says in an object that the answer is not whole, if it is not.
  public static void write(JsonGenerator json) throws IOException {
    if (!lacking().isEmpty()) {
      json.writeBooleanField("isPartial", true);
    }
  }
}
