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
import dev.vestige.http.AdmissionGate;
import dev.vestige.http.Exchange;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.http.client.NodeHello;
import dev.vestige.logsql.exec.GatheredSink;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.PartRunner;
import dev.vestige.logsql.exec.QueryPart;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.select.cluster.PieceWriter.Packing;
import dev.vestige.select.live.LiveQuestion;
import dev.vestige.select.live.LiveSpans;
import dev.vestige.storage.Placements;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.SpanBatchFrame;
import dev.vestige.storage.Storage;
import dev.vestige.storage.TraceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Answers what other nodes ask, below `/internal/select/`. This node keeps rows, or asks others in
/// turn.
public final class NodeAnswers {
  static final String VERSION = NodeHello.VESTIGE1;
  static final String QUERY_PATH = "/internal/select/query";

  /// What all paths begin with.
  public static final String PREFIX = "/internal/select/";

  static final String GATHER_PATH = "/internal/select/gather";
  static final String TAIL_PATH = "/internal/select/tail";
  static final String SPANS_PATH = "/internal/select/spans";
  static final String TENANTS_PATH = "/internal/select/tenants";
  static final String OPERATIONS_PATH = "/internal/select/operations";
  static final String CALLS_PATH = "/internal/select/calls";
  static final String CALLERS_PATH = "/internal/select/callers";

  /// Asks for what the node knows of where spans were placed, besides the spans of traces; nodes of
  /// older versions do not know the argument.
  static final String WITH_PLACEMENTS = "placements";

  private final Storage storage;
  private final Supplier<Placements> placements;
  private final PartRunner runner;
  private final LiveSpans live;
  private final AdmissionGate gate;
  private final long memoryBytesMax;

  /// @param placements what is known of where spans were placed; none when that is not known
  /// @param gate lets in all questions but those for live rows
  /// @param memoryBytesMax what the state of one query may take
  public NodeAnswers(
      Storage storage,
      Supplier<Placements> placements,
      PartRunner runner,
      LiveSpans live,
      AdmissionGate gate,
      long memoryBytesMax) {
    this.storage = storage;
    this.placements = placements;
    this.runner = runner;
    this.live = live;
    this.gate = gate;
    this.memoryBytesMax = memoryBytesMax;
  }

  public void addTo(Router.Builder router, RouteOptions options) {
    router.prefix(PREFIX, NodeAnswers::refuse, options);
    RollupAnswers rollups = new RollupAnswers(storage);
    add(router, QUERY_PATH, gated(this::query), options);
    add(router, GATHER_PATH, gated(this::gather), options);
    router.exact(SPANS_PATH, this::answerSpans, options);
    add(router, TENANTS_PATH, gated(this::tenants), options);
    add(router, OPERATIONS_PATH, gated(rollups::operations), options);
    add(router, CALLS_PATH, gated(rollups::calls), options);
    add(router, CALLERS_PATH, gated(rollups::callers), options);
    add(router, TAIL_PATH, this::tail, options);
  }

  /// Adds a door in the protocol of nodes.
  static void add(Router.Builder router, String path, Answer answer, RouteOptions options) {
    router.exact(path, exchange -> answer(exchange, answer), options);
  }

  /// Makes the pieces of an answer.
  interface Answer {
    /// Writes all pieces but the last one, which tells how it ended.
    ///
    /// @param client ends it when the asking node has gone
    SearchStatistics write(
        ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client)
        throws IOException;
  }

  /// A question waits its turn with its answer open, so that the asking node hears that this one is
  /// alive.
  private Answer gated(Answer answer) {
    return (question, pieces, codec, client) -> {
      try (AdmissionGate.Permit _ = gate.enter(client)) {
        return answer.write(question, pieces, codec, client);
      }
    };
  }

  /// From here on errors are told by the last piece, so that what the asking node gets is always
  /// either whole or known not to be.
  private static void answer(Exchange exchange, Answer answer) throws IOException {
    checkVersion(exchange);
    ByteSlice body = exchange.body(Limits.QUESTION_BYTES_MAX);
    boolean isPlain = exchange.queryArgument("disable_compression").orElse("").equals("true");
    try (ZstdCodec codec = new ZstdCodec(Limits.ZSTD_LEVEL);
        PieceWriter pieces = new PieceWriter(exchange, isPlain ? Packing.PLAIN : Packing.ZSTD)) {
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

  private static void checkVersion(Exchange exchange) {
    String version = exchange.queryArgument("version").orElse("");
    if (!version.equals(VERSION)) {
      throw VestigeException.invalidInput(
          "unexpected version=\""
              + version
              + "\"; want \""
              + VERSION
              + "\": questions of protocol v1 are not answered");
    }
  }

  /// Tells nodes of other versions, which ask in other places, too, that the version is the reason.
  private static void refuse(Exchange exchange) {
    checkVersion(exchange);
    throw new VestigeException(
        ErrorKind.NOT_FOUND, "unsupported path requested: \"" + exchange.path() + '"');
  }

  private RunContext context(Question question, Cancellation client) {
    Cancellation cancellation = Cancellation.afterMillis(question.timeoutMillis());
    client.onCancel(cancellation::cancel);
    return question.context(cancellation, new MemoryBudget(memoryBytesMax));
  }

  private SearchStatistics query(
      ByteSource source, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    Question question = Question.read(source);
    QueryPart part = question.part();
    try (BlocksOutput blocks = new BlocksOutput(part, pieces, runner.workers())) {
      return runner.run(part, context(question, client), blocks);
    }
  }

  private SearchStatistics gather(
      ByteSource source, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    String name = Texts.read(source);
    int length = source.getCount("length of a description", source.remaining());
    ByteSource description =
        new ByteSource("a description", source.array(), source.take(length), length);
    GatheredSink sink = GatheredSinks.make(name, description, runner.workers());
    Question question = Question.read(source);
    SearchStatistics read = runner.gather(question.part(), context(question, client), sink);
    ByteSink state = new ByteSink();
    sink.save(state);
    pieces.write(PieceKind.STATE, state, codec);
    return read;
  }

  private SearchStatistics tail(
      ByteSource source, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    long startNanos = source.getLong();
    long offsetMillis = source.getLong();
    Question question = Question.read(source);
    RunContext context = context(question, client);
    int workers = Math.max(1, runner.workers());
    // There may be nothing to say for long.
    pieces.flush();
    try (BlocksOutput blocks = new BlocksOutput(question.part(), pieces, workers)) {
      live.follow(
          new LiveQuestion(question.part().query(), context, startNanos, offsetMillis, client),
          blocks);
    }
    client.check();
    return SearchStatistics.NONE;
  }

  private void answerSpans(Exchange exchange) throws IOException {
    boolean withPlacements = exchange.queryArgument(WITH_PLACEMENTS).isPresent();
    answer(
        exchange,
        gated((source, pieces, codec, client) -> {
          SearchStatistics read = spans(source, pieces, codec, client);
          Placements known = placements.get();
          if (withPlacements && !known.equals(Placements.NONE)) {
            ByteSink content = new ByteSink();
            known.write(content);
            pieces.write(PieceKind.PLACEMENTS, content, codec);
          }
          return read;
        }));
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
