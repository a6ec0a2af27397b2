package dev.vestige.cmd.vtgen;

import dev.vestige.cmd.vtgen.Operation.Call;
import dev.vestige.cmd.vtgen.Operation.Order;
import dev.vestige.cmd.vtgen.SpanDraft.SpanKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Plays what happens in a shop, trace by trace. The same seed gives the same traces. Confined to
/// one thread.
final class TraceMaker {
  private static final double NANOS_PER_MILLI = 1_000_000;

  /// Times of the same work differ by so much: two thirds lie within a factor of `e` to this.
  private static final double SPREAD = 0.45;

  /// One piece of work in so many meets a full queue or a collector of garbage.
  private static final int HICCUP_ONE_IN = 120;

  private static final List<String> LANGUAGES = List.of("java", "go", "nodejs", "python");

  private final Shop shop = new Shop();
  private final ShopOptions options;
  private final SplittableRandom random;
  private final TraceFacts facts;
  private final List<SpanDraft> drafts = new ArrayList<>();
  private final Map<String, Resource> resources = new HashMap<>();
  private SpanEncoder encoder = new ProtobufEncoder();
  private Oddity oddity = Oddity.NOTHING;
  private long traceHigh;
  private long traceLow;
  private int shopNumber;
  private int spans;

  TraceMaker(ShopOptions options, long seed) {
    this.options = options;
    this.random = new SplittableRandom(seed);
    this.facts = new TraceFacts(random);
  }

  /// Makes a trace that begins then.
  void make(long startNanos, SpanEncoder into) {
    encoder = into;
    shopNumber = random.nextInt(options.shops());
    oddity = Oddity.draw(random, options.badClients());
    spans = 0;
    drawTraceId();
    facts.draw();
    play(shop.entry(random), Resource.NONE, 0, startNanos, 0);
  }

  private void drawTraceId() {
    traceHigh = random.nextLong();
    traceLow = drawId();
  }

  private long drawId() {
    long id = random.nextLong();
    return id == 0 ? 1 : id;
  }

  private Resource resource(String service) {
    int instance = 1 + random.nextInt(options.instances());
    String name = shopNumber == 0 ? service : service + "-" + (shopNumber + 1);
    return resources.computeIfAbsent(
        name + "/" + instance,
        _ ->
            new Resource(
                name,
                Integer.toString(instance),
                LANGUAGES.get(Math.floorMod(service.hashCode(), LANGUAGES.size())),
                "2." + service.length() + ".0"));
  }

  private SpanDraft draft(int depth) {
    while (drafts.size() <= depth) {
      drafts.add(new SpanDraft());
    }
    SpanDraft draft = drafts.get(depth);
    draft.clear();
    draft.traceHigh = traceHigh;
    draft.traceLow = traceLow;
    draft.id = drawId();
    spans++;
    return draft;
  }

  /// Plays an operation and all it calls, and emits the spans.
  ///
  /// @param caller who does what has no service of its own
  /// @return the span, good until the next one at that depth
  private SpanDraft play(
      Operation operation, Resource caller, long parentId, long start, int depth) {
    SpanDraft span = draft(depth);
    span.resource = operation.service().isEmpty() ? caller : resource(operation.service());
    span.parentId = parentId;
    span.name = operation.name();
    span.kind = operation.kind();
    span.startNanos = start;
    facts.add(operation, span);
    long work = workNanos(operation.typicalMillis() * span.resource.slowness());
    long now = start + work / 3;
    for (Call call : operation.calls()) {
      if (random.nextDouble() < call.probability()) {
        now = playAll(call, span, now, depth);
      }
    }
    span.endNanos = now + work - work / 3;
    if (random.nextDouble() < operation.errorRate() * options.errors()) {
      facts.fail(operation, span);
    }
    facts.end(operation, span);
    oddity.add(span, encoder);
    return span;
  }

  private long workNanos(double typicalMillis) {
    double millis = typicalMillis * Math.exp(SPREAD * random.nextGaussian());
    if (random.nextInt(HICCUP_ONE_IN) == 0) {
      millis = millis * random.nextDouble(3, 15) + random.nextDouble(20);
    }
    return (long) (millis * options.slowness() * NANOS_PER_MILLI);
  }

  /// @return when the caller goes on
  private long playAll(Call call, SpanDraft caller, long start, int depth) {
    int times = call.timesMax() == 1 ? 1 : random.nextInt(1, call.timesMax() + 1);
    long end = start;
    for (int i = 0; i < times; i++) {
      boolean isTooMuch = depth + 2 >= Limits.DEPTH_MAX || spans >= Limits.TRACE_SPANS_MAX;
      if (isTooMuch) {
        return end;
      }
      long begin = call.order() == Order.SIDE_BY_SIDE ? start : end;
      end = Math.max(end, playOne(shop.operation(call.operation()), caller, begin, depth));
    }
    return end;
  }

  private long playOne(Operation operation, SpanDraft caller, long start, int depth) {
    if (operation.kind() == SpanKind.CONSUMER) {
      return publish(operation, caller, start, depth);
    }
    if (operation.service().isEmpty()) {
      SpanDraft own = play(operation, caller.resource, caller.id, start, depth + 1);
      passOn(own, caller, "work failed: ");
      return own.endNanos;
    }
    long end = ask(operation, caller, start, depth, 0);
    boolean isWorthRepeating = drafts.get(depth + 1).hasFailed() && random.nextBoolean();
    if (isWorthRepeating) {
      Facts retry = new Facts().text("rpc.method", operation.name());
      caller.events.add(new SpanDraft.Event(end, "retry", retry));
      end = ask(operation, caller, end + workNanos(5), depth, 1);
    }
    passOn(drafts.get(depth + 1), caller, operation.service() + " failed: ");
    return end;
  }

  /// What fails below fails here too, unless there is a way around it.
  private void passOn(SpanDraft failed, SpanDraft caller, String words) {
    if (failed.hasFailed() && random.nextInt(4) > 0) {
      caller.fail(words + failed.statusMessage);
    }
  }

  /// A span of the caller around the one of the service that it asks.
  private long ask(Operation operation, SpanDraft caller, long start, int depth, int resent) {
    SpanDraft client = draft(depth + 1);
    client.resource = caller.resource;
    client.parentId = caller.id;
    client.name = "shop." + operation.service() + "/" + operation.name();
    client.kind = SpanKind.CLIENT;
    client.startNanos = start;
    client
        .facts
        .text("rpc.system", "grpc")
        .text("rpc.method", operation.name())
        .text("server.address", operation.service() + ".shop.svc");
    if (resent > 0) {
      client.facts.whole("rpc.request.resend_count", resent);
    }
    long way = 50_000 + random.nextLong(400_000);
    SpanDraft server = play(operation, caller.resource, client.id, start + way, depth + 2);
    client.endNanos = server.endNanos + way;
    if (server.hasFailed()) {
      client.fail(server.statusMessage);
    }
    client.facts.whole("rpc.grpc.status_code", server.hasFailed() ? 13 : 0);
    oddity.add(client, encoder);
    return client.endNanos;
  }

  /// A message: who takes it does so later, in the same trace or, with a link, in one of its own.
  private long publish(Operation operation, SpanDraft caller, long start, int depth) {
    String topic = operation.verb();
    SpanDraft producer = draft(depth + 1);
    producer.resource = caller.resource;
    producer.parentId = caller.id;
    producer.name = topic + " publish";
    producer.kind = SpanKind.PRODUCER;
    producer.startNanos = start;
    producer.endNanos = start + workNanos(1.2);
    producer.facts.text("messaging.system", "kafka").text("messaging.destination.name", topic);
    long sentNanos = producer.endNanos;
    long producerId = producer.id;
    oddity.add(producer, encoder);
    long taken = sentNanos + workNanos(80);
    if (random.nextBoolean()) {
      play(operation, caller.resource, producerId, taken, depth + 2);
    } else {
      playApart(operation, producerId, taken, depth + 2);
    }
    return sentNanos;
  }

  private void playApart(Operation operation, long producerId, long start, int depth) {
    long high = traceHigh;
    long low = traceLow;
    drawTraceId();
    SpanDraft batch = draft(depth);
    batch.resource = resource(operation.service());
    batch.name = operation.verb() + " receive";
    batch.kind = SpanKind.CONSUMER;
    batch.startNanos = start;
    batch.facts.text("messaging.system", "kafka").whole("messaging.batch.message_count", 1);
    batch.links.add(new SpanDraft.Link(high, low, producerId));
    SpanDraft done = play(operation, batch.resource, batch.id, start + 200_000, depth + 1);
    batch.endNanos = done.endNanos + 100_000;
    oddity.add(batch, encoder);
    traceHigh = high;
    traceLow = low;
  }
}
