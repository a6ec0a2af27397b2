package dev.vestige.cmd.pages;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// `/internal/log_new_streams`: streams that come up are written to the log for some seconds.
final class LogStreamsEndpoint implements Endpoint {
  static final String PATH = "/internal/log_new_streams";
  private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,5}");

  private final Consumer<Duration> log;

  LogStreamsEndpoint(Consumer<Duration> log) {
    this.log = log;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    String seconds = exchange.argument("seconds").orElse("");
    if (!SECONDS.matcher(seconds).matches()) {
      throw VestigeException.invalidInput(
          "expected a number of seconds from 1 to 999999 in the argument seconds, found \""
              + seconds
              + '"');
    }
    log.accept(Duration.ofSeconds(Integer.parseInt(seconds)));
    exchange.send(200);
  }
}
