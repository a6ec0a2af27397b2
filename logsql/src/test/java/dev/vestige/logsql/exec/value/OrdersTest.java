package dev.vestige.logsql.exec.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.testkit.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The three orders of texts.
@ExtendWith(Seed.class)
class OrdersTest {
  private interface Order {
    int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo);
  }

  private static int compare(Order order, String a, String b) {
    byte[] x = Bytes.of(a);
    byte[] y = Bytes.of(b);
    int forth =
        Integer.signum(order.compare(x, Bytes.MARGIN, Bytes.end(x), y, Bytes.MARGIN, Bytes.end(y)));
    int back =
        Integer.signum(order.compare(y, Bytes.MARGIN, Bytes.end(y), x, Bytes.MARGIN, Bytes.end(x)));
    assertThat(back).as("%s and %s the other way round", a, b).isEqualTo(-forth);
    return forth;
  }

  private static void assertAscending(Order order, String... texts) {
    for (int i = 0; i + 1 < texts.length; i++) {
      assertThat(compare(order, texts[i], texts[i + 1]))
          .as("'%s' and '%s'", texts[i], texts[i + 1])
          .isNegative();
    }
  }

  private static void assertEqual(Order order, String... texts) {
    for (String text : texts) {
      assertThat(compare(order, texts[0], text)).as("'%s' and '%s'", texts[0], text).isZero();
    }
  }

  @Test
  void natural_order_compares_digits_as_numbers() {
    assertAscending(NaturalOrder::compare, "", "v1.2.9", "v1.10.1", "v1.10.1a");
    assertAscending(NaturalOrder::compare, "0s", "1.5s", "1d", "3ns", "10ms", "100µs", "-5s");
    assertAscending(
        NaturalOrder::compare, "ERROR", "Error", "an error", "eRRor", "error", "errors");
    assertAscending(NaturalOrder::compare, "5", "5 ", "05", "6", "007", "08", " 5", "+5");
    assertAscending(
        NaturalOrder::compare,
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890");
    assertEqual(NaturalOrder::compare, "a1b", "a1b");
  }

  @Test
  void sort_order_knows_numbers_and_addresses_but_no_units() {
    assertAscending(
        SortOrder::compare, "-40", "-2.5", "-0.0025", "0.1", "3", "5.5", "12.238", "99");
    assertAscending(SortOrder::compare, "20", "42", "100", "10.0.0.1", "2025-06-15T10:00:00Z", "-");
    assertAscending(SortOrder::compare, "1.5s", "1d", "3ns", "10ms", "-5s");
    assertAscending(SortOrder::compare, "1.7976931348623157e+308", "1e+21", "1e-7", "-2.5");
    assertAscending(SortOrder::compare, "10.0.0.9", "10.0.0.10", "192.168.0.1");
    assertAscending(SortOrder::compare, "9007199254740992", "9007199254740993");
    assertEqual(SortOrder::compare, "5", "05", "5.0");
    assertAscending(SortOrder::compare, "", "0");
  }

  @Test
  void mixed_order_tries_whole_numbers_then_times_then_any_numbers() {
    assertAscending(MixedOrder::compare, "-9223372036854775808", "-1", "0", "9007199254740993");
    assertAscending(MixedOrder::compare, "9223372036854775808", "18446744073709551615");
    assertAscending(MixedOrder::compare, "18446744073709551616", "123456789012345678901234567890");
    assertAscending(MixedOrder::compare, "-5s", "0s", "3ns", "10ms", "1.5s", "1m", "1d");
    assertAscending(MixedOrder::compare, "512B", "1K", "3Ki", "10KB", "1.5MiB");
    assertAscending(
        MixedOrder::compare, "2025-06-14T22:00:00-05:00", "2025-06-15T10:20:30Z", "not a time");
    assertEqual(MixedOrder::compare, "2025-06-15T12:20:30+02:00", "2025-06-15T10:20:30Z");
    assertEqual(MixedOrder::compare, "1s", "1000ms", "1e9", "1000000000");
    assertAscending(MixedOrder::compare, "", "-Inf", "5");
    assertAscending(MixedOrder::compare, "5 ", "-0");
  }

  @Test
  void natural_order_is_an_order(RandomGenerator random) {
    List<String> parts = List.of("", "0", "1", "9", "10", "00", "a", "-", ".", "é", "007");
    String[] texts = new String[3];
    for (int round = 0; round < 20_000; round++) {
      for (int i = 0; i < 3; i++) {
        texts[i] = "";
        for (int part = random.nextInt(4); part > 0; part--) {
          texts[i] += parts.get(random.nextInt(parts.size()));
        }
      }
      int first = compare(NaturalOrder::compare, texts[0], texts[1]);
      int second = compare(NaturalOrder::compare, texts[1], texts[2]);
      if (first <= 0 && second <= 0) {
        assertThat(compare(NaturalOrder::compare, texts[0], texts[2]))
            .as("'%s', '%s', '%s'", (Object[]) texts)
            .isEqualTo(Math.min(first, second));
      }
      assertThat(first == 0).isEqualTo(texts[0].equals(texts[1]));
    }
  }
}
