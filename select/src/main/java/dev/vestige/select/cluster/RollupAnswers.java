package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.ZstdCodec;
import dev.vestige.storage.EdgeSeries;
import dev.vestige.storage.OperationSeries;
import dev.vestige.storage.RollupQuery;
import dev.vestige.storage.RollupSums;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.StatusCode;
import dev.vestige.storage.Storage;

/// Answers what other nodes ask about counts and durations of spans and calls.
final class RollupAnswers {
  /// A piece is sent when it has so many bytes.
  private static final int PIECE_BYTES = 1 << 20;

  private final Storage storage;

  RollupAnswers(Storage storage) {
    this.storage = storage;
  }

  SearchStatistics operations(
      ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    RollupQuery query = RollupQuestion.read(question, client);
    Output series = new Output(PieceKind.SERIES, pieces, codec);
    for (OperationSeries one : storage.red(query)) {
      SeriesCodec.write(
          new RollupSums.Key(one.service(), one.operation(), one.kind(), one.status()),
          one.points(),
          series.bytes);
      series.sendIfFull();
    }
    series.send();
    return SearchStatistics.NONE;
  }

  SearchStatistics calls(
      ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    RollupQuery query = RollupQuestion.read(question, client);
    Output series = new Output(PieceKind.SERIES, pieces, codec);
    Output open = new Output(PieceKind.OPEN_CALLS, pieces, codec);
    var edges =
        storage.edges(
            query,
            call -> {
              CallCodec.write(call, open.bytes);
              open.sendIfFull();
            });
    open.send();
    for (EdgeSeries one : edges) {
      int status = one.failed() ? StatusCode.ERROR : 0;
      SeriesCodec.write(
          new RollupSums.Key(one.caller(), one.callee(), 0, status), one.points(), series.bytes);
      series.sendIfFull();
    }
    series.send();
    return SearchStatistics.NONE;
  }

  SearchStatistics callers(
      ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    Output found = new Output(PieceKind.CALLERS, pieces, codec);
    new Callers(question).find(storage, client, found.bytes);
    found.send();
    return SearchStatistics.NONE;
  }

  /// Gathers small things into pieces.
  private record Output(PieceKind kind, PieceWriter pieces, ZstdCodec codec, ByteSink bytes) {
    Output(PieceKind kind, PieceWriter pieces, ZstdCodec codec) {
      this(kind, pieces, codec, new ByteSink());
    }

    void sendIfFull() {
      if (bytes.position() >= PIECE_BYTES) {
        send();
      }
    }

    void send() {
      if (bytes.position() > 0) {
        pieces.write(kind, bytes, codec);
        bytes.clear();
      }
    }
  }
}
