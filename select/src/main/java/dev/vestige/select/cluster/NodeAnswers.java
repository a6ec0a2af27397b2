package dev.vestige.select.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.ZstdCodec;
import dev.vestige.http.Exchange;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.NodeHello;
import dev.vestige.logsql.exec.BlockSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.PartRunner;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.select.cluster.PieceWriter.Packing;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.SpanBatchFrame;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Answers what other nodes ask of a node that keeps rows, below `/internal/select/`.
public final class NodeAnswers {
  static final String VERSION = NodeHello.VESTIGE1;
  static final String QUERY_PATH = "/internal/select/query";
  static final String SPANS_PATH = "/internal/select/spans";
  static final String TENANTS_PATH = "/internal/select/tenants";

  private final Storage storage;
  private final PartRunner runner;
  private final long memoryBytesMax;

  /// @param memoryBytesMax what the state of one query may take
  public NodeAnswers(Storage storage, PartRunner runner, long memoryBytesMax) {
    this.storage = storage;
    this.runner = runner;
    this.memoryBytesMax = memoryBytesMax;
  }

  public void addTo(Router.Builder router, RouteOptions options) {
    router
        .exact(QUERY_PATH, exchange -> answer(exchange, this::query), options)
        .exact(SPANS_PATH, exchange -> answer(exchange, this::spans), options)
        .exact(TENANTS_PATH, exchange -> answer(exchange, this::tenants), options);
  }

  /// Makes the pieces of an answer.
  private interface Answer {
    SearchStatistics write(
        ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation cancellation)
        throws IOException;
  }

  /// From here on errors are told by the last piece, so that what the asking node gets is always
  /// either whole or known not to be.
  private static void answer(Exchange exchange, Answer answer) throws IOException {
    String version = exchange.queryArgument("version").orElse("");
    if (!version.equals(VERSION)) {
      throw VestigeException.invalidInput(
          "unexpected version=\"" + version + "\"; want \"" + VERSION + '"');
    }
    ByteSlice body = exchange.body(Limits.QUESTION_BYTES_MAX);
    boolean isPlain = exchange.queryArgument("disable_compression").orElse("").equals("true");
    PieceWriter pieces = new PieceWriter(exchange, isPlain ? Packing.PLAIN : Packing.ZSTD);
    try (ZstdCodec codec = new ZstdCodec(Limits.ZSTD_LEVEL)) {
      try {
        ByteSource question =
            new ByteSource("a question", body.array(), body.offset(), body.length());
        pieces.end(answer.write(question, pieces, codec, exchange.cancellation()), codec);
      } catch (VestigeException e) {
        if (e.kind() == ErrorKind.CANCELLED) {
          throw e;
        }
        pieces.fail(e, codec);
      }
    }
  }

  private SearchStatistics query(
      ByteSource source, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    Question question = Question.read(source);
    Cancellation cancellation = Cancellation.afterMillis(question.timeoutMillis());
    client.onCancel(cancellation::cancel);
    RunContext context =
        new RunContext(
            question.tenants(),
            question.range(),
            MatchAllFilter.INSTANCE,
            cancellation,
            new MemoryBudget(memoryBytesMax),
            question.stepNanos());
    try (Blocks blocks = new Blocks(question.part(), pieces, runner.workers())) {
      return runner.run(question.part(), context, blocks);
    }
  }

  /// Sends blocks, each worker with buffers of its own.
  private static final class Blocks implements BlockSink, AutoCloseable {
    private final QueryPart part;
    private final PieceWriter pieces;
    private final List<BlockCodec> codecs = new ArrayList<>();
    private final List<ByteSink> buffers = new ArrayList<>();
    private final List<ZstdCodec> compressors = new ArrayList<>();

    Blocks(QueryPart part, PieceWriter pieces, int workers) {
      this.part = part;
      this.pieces = pieces;
      for (int i = 0; i < workers; i++) {
        codecs.add(new BlockCodec());
        buffers.add(new ByteSink(1 << 16));
        compressors.add(new ZstdCodec(Limits.ZSTD_LEVEL));
      }
    }

    @Override
    public boolean accept(BlockView block, int worker) {
      ByteSink buffer = buffers.get(worker);
      buffer.clear();
      codecs.get(worker).write(block, part, buffer);
      pieces.write(PieceKind.BLOCK, buffer, compressors.get(worker));
      return true;
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
      compressors.forEach(ZstdCodec::close);
    }
  }

  private SearchStatistics spans(
      ByteSource source, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    TenantId tenant = new TenantId(source.getInt(), source.getInt());
    int count = source.getCount("traces", Limits.LIST_MAX);
    List<TraceId> traces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      traces.add(new TraceId(source.getLong(), source.getLong()));
    }
    source.requireEnd();
    ByteSink frame = new ByteSink(1 << 14);
    storage.spans(
        tenant,
        traces,
        client,
        batch -> {
          frame.clear();
          SpanBatchFrame.write(batch, frame);
          pieces.write(PieceKind.SPANS, frame, codec);
        });
    return SearchStatistics.NONE;
  }

  private SearchStatistics tenants(
      ByteSource source, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    TimeRange range = new TimeRange(source.getLong(), source.getLong());
    source.requireEnd();
    ByteSink list = new ByteSink();
    for (TenantId tenant : storage.tenants(range)) {
      list.putInt(tenant.account());
      list.putInt(tenant.project());
    }
    pieces.write(PieceKind.TENANTS, list, codec);
    return SearchStatistics.NONE;
  }
}
