package dev.vestige.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class PlacementsTest {
  private static final List<String> THREE = List.of("a:1", "b:1", "c:1");

  private static long hours(long count) {
    return TimeUnit.HOURS.toNanos(count);
  }

  private static TimeRange at(long fromHour, long toHour) {
    return new TimeRange(hours(fromHour), hours(toHour));
  }

  private static Placements read(Placements written) {
    ByteSink out = new ByteSink();
    written.write(out);
    return Placements.read(new ByteSource("placements", out.toByteArray()));
  }

  /// A trace whose nodes come in this order.
  private static TraceId trace(List<String> order) {
    for (long low = 1; ; low++) {
      boolean[] isLeftOut = new boolean[order.size()];
      boolean fits = true;
      TracePlacement placement = new TracePlacement(order);
      for (int i = 0; i < order.size() && fits; i++) {
        fits = placement.first(TracePlacement.key(7, low), isLeftOut) == i;
        isLeftOut[i] = true;
      }
      if (fits) {
        return new TraceId(7, low);
      }
    }
  }

  @Test
  void a_trace_is_whole_without_a_node_that_it_cannot_lie_on() {
    Placements noted = Placements.among(THREE, at(100, 101));
    TraceId trace = trace(THREE);
    assertThat(noted.isWhole(trace, at(100, 100), name -> !name.equals("c:1"), List.of("c:1")))
        .isTrue();
    assertThat(noted.isWhole(trace, at(100, 100), name -> !name.equals("a:1"), List.of("a:1")))
        .isFalse();
  }

  @Test
  void a_trace_of_the_time_when_its_node_was_passed_over_needs_the_substitute() {
    Placements noted =
        Placements.among(THREE, at(0, 100))
            .join(Placements.among(List.of("b:1", "c:1"), at(50, 51)));
    TraceId trace = trace(List.of("a:1", "c:1", "b:1"));
    List<String> away = List.of("c:1");
    assertThat(noted.isWhole(trace, at(10, 11), name -> !away.contains(name), away)).isTrue();
    assertThat(noted.isWhole(trace, at(49, 49), name -> !away.contains(name), away)).isFalse();
    assertThat(noted.isWhole(trace, at(52, 60), name -> !away.contains(name), away)).isFalse();
    assertThat(noted.isWhole(trace, at(53, 60), name -> !away.contains(name), away)).isTrue();
    assertThat(noted.isWhole(trace, TimeRange.ALL, name -> !away.contains(name), away)).isFalse();
    TraceId other = trace(List.of("a:1", "b:1", "c:1"));
    assertThat(noted.isWhole(other, TimeRange.ALL, name -> !away.contains(name), away)).isTrue();
  }

  @Test
  void nothing_is_whole_without_a_node_of_which_nothing_is_known() {
    TraceId trace = trace(THREE);
    List<String> away = List.of("d:1");
    Placements noted = Placements.among(THREE, at(100, 101));
    assertThat(noted.isWhole(trace, at(100, 100), THREE::contains, away)).isFalse();
    assertThat(Placements.NONE.isWhole(trace, at(100, 100), THREE::contains, away)).isFalse();
  }

  @Test
  void what_came_to_a_node_without_being_placed_makes_it_needed() {
    List<String> away = List.of("c:1");
    Placements noted =
        Placements.among(THREE, at(0, 100)).join(Placements.here(at(7, 8)).toldBy("c:1"));
    TraceId trace = trace(THREE);
    assertThat(noted.isWhole(trace, at(20, 20), name -> !away.contains(name), away)).isTrue();
    assertThat(noted.isWhole(trace, at(8, 8), name -> !away.contains(name), away)).isFalse();
  }

  @Test
  void sets_that_there_is_no_room_for_make_their_hours_uncertain() {
    Placements noted = Placements.among(THREE, at(0, 1_000));
    for (int i = 0; i <= Placements.SETS_MAX; i++) {
      noted = noted.join(Placements.among(List.of("x" + i, "y"), at(10L * i, 10L * i)));
    }
    TraceId trace = trace(THREE);
    List<String> some = List.of("a:1", "b:1", "y");
    assertThat(noted.isWhole(trace, at(0, 0), some::contains, List.of("c:1"))).isFalse();
    assertThat(noted.isWhole(trace, at(990, 990), some::contains, List.of("c:1"))).isTrue();
    assertThat(read(noted)).isEqualTo(noted);
    assertThat(noted.since(hours(950)).covers(Placements.among(THREE, at(960, 1_000)))).isTrue();
  }

  @Test
  void hours_that_there_is_no_room_for_are_taken_together() {
    Placements noted = Placements.NONE;
    for (int i = 0; i < 3 * HourRanges.RANGES_MAX; i++) {
      noted = noted.join(Placements.among(THREE, at(100L * i + i % 7, 100L * i + i % 7)));
    }
    assertThat(read(noted)).isEqualTo(noted);
    for (int i = 0; i < 3 * HourRanges.RANGES_MAX; i++) {
      assertThat(noted.covers(Placements.among(THREE, at(100L * i + i % 7, 100L * i + i % 7))))
          .isTrue();
    }
  }

  @Test
  void telling_it_in_any_order_comes_to_the_same(RandomGenerator random) {
    List<Placements> some = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<String> nodes = THREE.subList(random.nextInt(3), 3);
      long hour = random.nextInt(50);
      some.add(Placements.among(nodes, at(hour, hour + random.nextInt(5))));
    }
    Placements forth = some.stream().reduce(Placements.NONE, Placements::join);
    Placements back = some.reversed().stream().reduce(Placements.NONE, Placements::join);
    assertThat(forth).isEqualTo(back).isEqualTo(read(forth)).isEqualTo(forth.join(back));
    assertThat(some).allMatch(forth::covers);
  }

  /// Nodes go and come, lists change, inserting nodes see different ones: what is said to be whole
  /// has no span on a node that did not answer.
  @Test
  void what_is_said_to_be_whole_is_whole(RandomGenerator random) {
    List<String> all = IntStream.range(0, 5).mapToObj(i -> "node" + i + ":1").toList();
    int certain = 0;
    for (int round = 0; round < 300; round++) {
      Placements noted = Placements.among(all, at(0, 40));
      Map<TraceId, List<Integer>> hoursOf = new HashMap<>();
      Map<TraceId, List<String>> placesOf = new HashMap<>();
      for (int hour = 0; hour < 40; hour++) {
        List<String> in = all.stream().filter(_ -> random.nextInt(20) > 0).toList();
        if (in.isEmpty()) {
          continue;
        }
        noted = noted.join(Placements.among(in, at(hour, hour)));
        for (int i = 0; i < 3; i++) {
          TraceId trace = new TraceId(1, 20L * (hour / 4) + random.nextInt(5));
          long key = TracePlacement.key(trace.high(), trace.low());
          int place = new TracePlacement(in).first(key, new boolean[in.size()]);
          hoursOf.computeIfAbsent(trace, _ -> new ArrayList<>()).add(hour);
          placesOf.computeIfAbsent(trace, _ -> new ArrayList<>()).add(in.get(place));
        }
      }
      String away = all.get(random.nextInt(all.size()));
      for (TraceId trace : hoursOf.keySet()) {
        certain += check(noted, trace, hoursOf.get(trace), placesOf.get(trace), away) ? 1 : 0;
      }
    }
    assertThat(certain).isPositive();
  }

  /// The hours of one trace are a few in a row; those between which there is more than one do not
  /// tell of one another.
  private static boolean check(
      Placements noted, TraceId trace, List<Integer> hours, List<String> places, String away) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < places.size(); i++) {
      if (!places.get(i).equals(away)) {
        first = Math.min(first, hours(hours.get(i)));
        last = Math.max(last, hours(hours.get(i)));
      }
    }
    TimeRange found = first > last ? TimeRange.ALL : new TimeRange(first, last);
    boolean isWhole = noted.isWhole(trace, found, name -> !name.equals(away), List.of(away));
    for (int i = 0; isWhole && i < places.size(); i++) {
      long hour = hours(hours.get(i));
      boolean isNear = hour >= first - hours(1) && hour <= last + hours(1);
      if (isNear || first > last) {
        assertThat(places.get(i)).isNotEqualTo(away);
      }
    }
    return isWhole;
  }

  @Test
  void bytes_that_are_none_are_refused() {
    ByteSink out = new ByteSink();
    out.putVarint(Placements.SETS_MAX + 1);
    ByteSource source = new ByteSource("placements", out.toByteArray());
    assertThatThrownBy(() -> Placements.read(source)).isInstanceOf(VestigeException.class);
  }
}
