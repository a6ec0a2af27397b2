package dev.vestige.select.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.logsql.exec.MemoryBudget;
import dev.vestige.logsql.exec.RunContext;
import dev.vestige.logsql.exec.run.LocalRunner;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.storage.MemoryStorage;
import dev.vestige.storage.Streams;
import dev.vestige.storage.TraceId;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class ScanTraceFinderTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final long START = 1_750_000_000_000_000_000L;
  private static final Filter CART = new ExactFilter(Streams.SERVICE_FIELD, "cart");

  private final MemoryStorage storage = new MemoryStorage();
  private final ScanTraceFinder finder = new ScanTraceFinder(new LocalRunner(storage));
  private final Map<TraceId, Long> newest = new TreeMap<>();

  private void send(TraceId trace, String service, long end) {
    TestSpans spans = new TestSpans().service(service).span(trace, end, 0, "x", end - 5, end);
    var _ = storage.append(spans.build());
    if (service.equals("cart")) {
      newest.merge(trace, end, Math::max);
    }
  }

  private void sendRandom(RandomGenerator random, int spans, long from, long to) {
    for (int i = 0; i < spans; i++) {
      TraceId trace = new TraceId(0, 1 + random.nextInt(60));
      // Coarse times, so that traces share an instant now and then.
      long end = from + random.nextLong((to - from) / HOUR) * HOUR;
      send(trace, random.nextInt(3) == 0 ? "front" : "cart", end);
    }
  }

  private List<FoundTrace> find(TimeRange range, int limit, @Nullable TraceCursor after) {
    RunContext context =
        new RunContext(
            List.of(TenantId.DEFAULT), range, Cancellation.never(), new MemoryBudget(1 << 30));
    return finder.find(new TraceSearch(CART, limit, after), context);
  }

  private List<FoundTrace> all() {
    List<FoundTrace> all = new ArrayList<>();
    newest.forEach((trace, end) -> all.add(new FoundTrace(trace, end)));
    all.sort(null);
    return all;
  }

  @Test
  void the_newest_traces_come_first_however_far_apart_they_are(RandomGenerator random) {
    sendRandom(random, 150, START, START + 900 * HOUR);
    List<FoundTrace> all = all();
    for (int limit : new int[] {1, 5, 20, 1000}) {
      assertThat(find(TimeRange.ALL, limit, null))
          .containsExactlyElementsOf(all.subList(0, Math.min(limit, all.size())));
    }
  }

  @Test
  void pages_follow_one_another_while_spans_come_in(RandomGenerator random) {
    sendRandom(random, 200, START, START + 400 * HOUR);
    List<FoundTrace> expected = all();
    long end = START + 400 * HOUR;
    List<FoundTrace> pages = new ArrayList<>();
    TraceCursor after = null;
    while (true) {
      List<FoundTrace> page =
          find(after == null ? new TimeRange(START, end) : TimeRange.ALL, 7, after);
      pages.addAll(page);
      if (page.size() < 7) {
        break;
      }
      after = TraceCursor.parse(new TraceCursor(end, page.getLast()).toString());
      sendRandom(random, 5, START + 401 * HOUR, START + 500 * HOUR);
    }
    assertThat(pages).containsExactlyElementsOf(expected);
  }

  @Test
  void traces_of_many_matching_spans_hide_no_others(RandomGenerator random) {
    for (int i = 0; i < 3000; i++) {
      send(new TraceId(0, 1 + random.nextInt(2)), "cart", START + HOUR + random.nextInt(1000));
    }
    for (int i = 0; i < 20; i++) {
      send(new TraceId(0, 10 + i), "cart", START + random.nextInt(5));
    }
    for (int limit : new int[] {1, 2, 3, 10, 22, 30}) {
      List<FoundTrace> all = all();
      assertThat(find(TimeRange.ALL, limit, null))
          .containsExactlyElementsOf(all.subList(0, Math.min(limit, all.size())));
    }
  }

  @Test
  void a_limit_of_zero_finds_nothing() {
    send(new TraceId(0, 1), "cart", START);
    assertThat(find(TimeRange.ALL, 0, null)).isEmpty();
  }

  @Test
  void the_range_is_that_of_the_ends_of_spans() {
    send(new TraceId(0, 1), "cart", START);
    assertThat(find(new TimeRange(START - 5, START - 1), 10, null)).isEmpty();
    assertThat(find(new TimeRange(START, START), 10, null)).hasSize(1);
    assertThat(find(new TimeRange(START + 1, Long.MAX_VALUE), 10, null)).isEmpty();
  }
}
