package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.http.Endpoint;
import dev.vestige.http.Exchange;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchFate;
import dev.vestige.storage.BatchId;
import dev.vestige.storage.BatchStore;
import dev.vestige.storage.PlacementNotes;
import dev.vestige.storage.Placements;
import dev.vestige.storage.ProvisionalCopy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Questions and orders about single batches, below [#PATH]: `list` tells the provisional copies,
/// one a line with its doubts; `settle` says what became of a batch, for good; `confirm` and `drop`
/// end the doubt about a copy; `placements` takes and tells what is known of where spans were
/// placed. All may be repeated.
public final class SettlementEndpoint implements Endpoint {
  public static final String PATH = "/internal/insert/";

  static final String PLACEMENTS_PATH = PATH + "placements";

  private static final String TEXT = "text/plain; charset=utf-8";

  private final BatchStore store;
  private final PlacementNotes notes;

  public SettlementEndpoint(BatchStore store, PlacementNotes notes) {
    this.store = store;
    this.notes = notes;
  }

  @Override
  public void serve(Exchange exchange) throws IOException {
    String what = exchange.path().substring(PATH.length());
    if (what.equals("list")) {
      exchange.send(
          200, TEXT, ByteSlice.utf8(print(store.provisional(Limits.COPIES_PER_ROUND_MAX))));
      return;
    }
    if (!exchange.method().equals("POST")) {
      throw new VestigeException(
          ErrorKind.METHOD_NOT_ALLOWED, exchange.path() + " is asked by POST");
    }
    if (what.equals("placements")) {
      ByteSink known = new ByteSink();
      notes.learn(parsePlacements(exchange.body(Limits.PLACEMENTS_BYTES_MAX))).write(known);
      exchange.send(200, "application/octet-stream", known.slice());
      return;
    }
    BatchId id = id(exchange);
    switch (what) {
      case "settle" -> exchange.send(200, TEXT, ByteSlice.utf8(settle(id) + "\n"));
      case "confirm" -> {
        store.confirm(id);
        exchange.send(200);
      }
      case "drop" -> {
        store.drop(id);
        exchange.send(200);
      }
      default ->
          throw new VestigeException(
              ErrorKind.NOT_FOUND, "unsupported path requested: \"" + exchange.path() + '"');
    }
  }

  /// @throws VestigeException INVALID_INPUT when it is something else
  static Placements parsePlacements(ByteSlice bytes) {
    try {
      return Placements.read(
          new ByteSource("placements", bytes.array(), bytes.offset(), bytes.length()));
    } catch (VestigeException e) {
      throw VestigeException.invalidInput(e.getMessage());
    }
  }

  private static BatchId id(Exchange exchange) {
    String text = exchange.queryArgument("id").orElse("");
    return BatchId.parse(text)
        .orElseThrow(() ->
            VestigeException.invalidInput("expected id=SENDER-NUMBER, found \"" + text + '"'));
  }

  private BatchFate settle(BatchId id) {
    try {
      return store.settle(id).get(Limits.HELLO_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VestigeException cause
          ? cause
          : new VestigeException(ErrorKind.INTERNAL, "settling the batch " + id, e);
    } catch (TimeoutException e) {
      throw new VestigeException(
          ErrorKind.UNAVAILABLE, "the batch " + id + " is still under way", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VestigeException(ErrorKind.CANCELLED, "interrupted while settling " + id, e);
    }
  }

  static String print(List<ProvisionalCopy> copies) {
    StringBuilder text = new StringBuilder();
    for (ProvisionalCopy copy : copies) {
      text.append(copy.id());
      for (BatchDoubt doubt : copy.doubts()) {
        text.append(' ').append(doubt.node()).append(' ').append(doubt.id());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /// Reads what [#print(List)] wrote.
  ///
  /// @throws VestigeException BAD_GATEWAY when it is something else
  static List<ProvisionalCopy> parse(String text) {
    List<ProvisionalCopy> copies = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", -1);
      List<BatchDoubt> doubts = new ArrayList<>();
      for (int i = 1; i + 1 < words.length; i += 2) {
        doubts.add(new BatchDoubt(words[i], parseId(words[i + 1])));
      }
      if (words.length % 2 == 0 || doubts.isEmpty()) {
        throw notACopy(line);
      }
      copies.add(new ProvisionalCopy(parseId(words[0]), doubts));
    }
    return copies;
  }

  private static BatchId parseId(String word) {
    return BatchId.parse(word).orElseThrow(() -> notACopy(word));
  }

  private static VestigeException notACopy(String text) {
    return new VestigeException(
        ErrorKind.BAD_GATEWAY, "expected a copy and its doubts, found \"" + text + '"');
  }
}
