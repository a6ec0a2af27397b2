package dev.vestige.cmd.metrics;

import dev.vestige.base.Threads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts the metrics page to addresses from time to time, each on a thread of its own, so that a
/// slow one does not hold the others up. What cannot be posted is logged and dropped: the next page
/// says more.
public final class MetricsPusher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsPusher.class);

  private final PushOptions options;
  private final Supplier<String> page;
  private final List<Threads.Loop> loops = new ArrayList<>();

  public MetricsPusher(PushOptions options, Supplier<String> page) {
    this.options = options;
    this.page = page;
    for (URI address : options.addresses()) {
      loops.add(Threads.loop("push-metrics", options.intervalMillis(), () -> pushLogged(address)));
    }
  }

  private void pushLogged(URI address) {
    try {
      push(address);
    } catch (IOException e) {
      LOG.error(
          "cannot push metrics to {}://{}{}: {}; check -pushmetrics.url",
          address.getScheme(),
          address.getHost(),
          address.getPath(),
          e.getMessage());
    }
  }

  private void push(URI address) throws IOException {
    byte[] body = body();
    var connection = (HttpURLConnection) address.toURL().openConnection();
    try {
      connection.setConnectTimeout(Limits.PUSH_TIMEOUT_MILLIS);
      connection.setReadTimeout(Limits.PUSH_TIMEOUT_MILLIS);
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      connection.setRequestProperty("Content-Type", "text/plain");
      if (options.compression() == PushOptions.Compression.GZIP) {
        connection.setRequestProperty("Content-Encoding", "gzip");
      }
      options
          .headers()
          .forEach(header -> connection.setRequestProperty(header.getKey(), header.getValue()));
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      checkAnswer(connection);
    } finally {
      connection.disconnect();
    }
  }

  private static void checkAnswer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status / 100 == 2) {
      return;
    }
    try (InputStream error = connection.getErrorStream()) {
      byte[] text = error == null ? new byte[0] : error.readNBytes(Limits.PUSH_ANSWER_BYTES_MAX);
      throw new IOException(
          "it answered with status " + status + " " + new String(text, StandardCharsets.UTF_8));
    }
  }

  private byte[] body() throws IOException {
    byte[] text =
        withLabels(page.get(), String.join(",", options.labels())).getBytes(StandardCharsets.UTF_8);
    if (options.compression() == PushOptions.Compression.NONE) {
      return text;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text);
    }
    return packed.toByteArray();
  }

  /// Puts labels in front of those that each sample of the page has.
  static String withLabels(String page, String labels) {
    if (labels.isEmpty()) {
      return page;
    }
    StringBuilder labelled = new StringBuilder(page.length() * 2);
    page.lines().forEach(line -> labelled.append(labelled(line, labels)).append('\n'));
    return labelled.toString();
  }

  private static String labelled(String line, String labels) {
    if (line.startsWith("#")) {
      return line;
    }
    int space = line.indexOf(' ');
    int brace = line.indexOf('{');
    boolean hasLabels = brace >= 0 && brace < space;
    return hasLabels
        ? line.substring(0, brace + 1) + labels + "," + line.substring(brace + 1)
        : line.substring(0, space) + "{" + labels + "}" + line.substring(space);
  }

  @Override
  public void close() {
    loops.forEach(Threads.Loop::close);
  }
}
