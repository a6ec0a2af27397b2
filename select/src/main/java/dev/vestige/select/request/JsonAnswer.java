package dev.vestige.select.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.vestige.base.ByteSlice;
import dev.vestige.http.BodyWriter;
import dev.vestige.http.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Answers in JSON.
public final class JsonAnswer {
  public static final String CONTENT_TYPE = "application/json";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          // The end of an answer goes out with its last chunk instead of in one of its own.
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private JsonAnswer() {}

  /// Writes a part of an answer.
  @FunctionalInterface
  public interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  public static JsonFactory factory() {
    return FACTORY;
  }

  /// Streams an answer: it begins with the first full chunk, and a failure after that breaks the
  /// connection off.
  public static void stream(Exchange exchange, Part whole) throws IOException {
    BodyWriter body = exchange.stream(200, CONTENT_TYPE);
    try {
      JsonGenerator json = generator(body);
      whole.write(json);
      json.close();
      body.close();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Sends an answer that is small by its nature.
  public static void send(Exchange exchange, int status, String contentType, Part whole)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = generator(bytes)) {
      whole.write(json);
    }
    exchange.send(status, contentType, ByteSlice.of(bytes.toByteArray()));
  }

  /// What is wrong with a JSON text, without what its reader says of its own state.
  public static String problem(JsonProcessingException e) {
    return e.getOriginalMessage().split(" \\(start marker", 2)[0];
  }

  /// Writes something somewhere.
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  /// Runs a step where only unchecked exceptions may be thrown; [#stream] turns them back.
  public static void unchecked(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
