package dev.vestige.cmd.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.cmd.Console;
import dev.vestige.cmd.flags.Flags;
import dev.vestige.cmd.flags.GeneralFlags;
import dev.vestige.cmd.flags.HeaderLines;
import dev.vestige.cmd.flags.HelpText;
import dev.vestige.cmd.flags.QueryFlags;
import dev.vestige.cmd.flags.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// `vestige query [-flag=value ...] QUERY`: asks a node and prints the rows as they come.
public final class QueryCommand {
  private static final int GOOD = 0;
  private static final int FAILED = 1;

  private final Flags flags;
  private final Consumer<String> out;

  QueryCommand(Flags flags, Consumer<String> out) {
    this.flags = flags;
    this.out = out;
  }

  /// Does what the words say, and returns the exit code.
  ///
  /// @throws UsageException when they cannot be understood
  public static int run(List<String> words) {
    boolean hasQuery = !words.isEmpty() && !words.getLast().startsWith("-");
    Flags flags = Flags.parseQuery(hasQuery ? words.subList(0, words.size() - 1) : words);
    if (flags.get(GeneralFlags.HELP)) {
      Console.print(HelpText.renderQuery());
      return GOOD;
    }
    if (!hasQuery) {
      throw new UsageException(
          "expected a query behind the flags, as in vestige query '* | stats count()'");
    }
    return new QueryCommand(flags, Console::print).run(words.getLast());
  }

  int run(String query) {
    URI uri = address();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(Limits.CONNECT_MILLIS_MAX))
            .build()) {
      HttpResponse<InputStream> answer =
          client.send(request(uri, query), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          Console.explain(new String(body.readNBytes(Limits.ERROR_BYTES_MAX), UTF_8).strip());
          return FAILED;
        }
        print(body);
      }
      return GOOD;
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "cannot ask " + uri + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.IO, "interrupted while asking " + uri, e);
    }
  }

  private URI address() {
    String address = flags.get(QueryFlags.ADDR);
    try {
      URI uri = URI.create(address.replaceAll("/+$", "") + "/select/logsql/query");
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // As one without a host: told below.
    }
    throw new UsageException(
        "invalid value \""
            + address
            + "\" for flag "
            + QueryFlags.ADDR
            + ": expected http://host:port");
  }

  private HttpRequest request(URI uri, String query) {
    StringBuilder form = new StringBuilder();
    argument("query", query, form);
    argument("start", flags.get(QueryFlags.START), form);
    argument("end", flags.get(QueryFlags.END), form);
    int limit = flags.get(QueryFlags.LIMIT);
    argument("limit", limit == 0 ? "" : Integer.toString(limit), form);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
    try {
      HeaderLines.read(flags, QueryFlags.HEADERS).forEach(request::header);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "cannot send a header of " + QueryFlags.HEADERS + ": " + e.getMessage());
    }
    return request.build();
  }

  private static void argument(String name, String value, StringBuilder form) {
    if (!value.isEmpty()) {
      form.append(form.isEmpty() ? "" : "&")
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, UTF_8));
    }
  }

  private void print(InputStream body) throws IOException {
    RowPrinter printer =
        switch (flags.get(QueryFlags.FORMAT)) {
          case "json" -> new LinePrinter(out);
          case "logfmt" -> new LogfmtPrinter(out);
          default -> new TablePrinter(out);
        };
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          printer.row(line);
        }
      }
    } finally {
      printer.finish();
    }
  }

  /// Rows as they came.
  private record LinePrinter(Consumer<String> out) implements RowPrinter {
    @Override
    public void row(String line) {
      out.accept(line + "\n");
    }

    @Override
    public void finish() {}
  }
}
