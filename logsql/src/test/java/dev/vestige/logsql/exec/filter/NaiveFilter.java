package dev.vestige.logsql.exec.filter;

import com.google.re2j.Pattern;
import dev.vestige.logsql.filter.AndFilter;
import dev.vestige.logsql.filter.AnyCasePhraseFilter;
import dev.vestige.logsql.filter.AnyCasePrefixFilter;
import dev.vestige.logsql.filter.AnyValueFilter;
import dev.vestige.logsql.filter.ContainsAllFilter;
import dev.vestige.logsql.filter.ContainsAnyFilter;
import dev.vestige.logsql.filter.DayRangeFilter;
import dev.vestige.logsql.filter.EmptyValueFilter;
import dev.vestige.logsql.filter.EqFieldFilter;
import dev.vestige.logsql.filter.ExactFilter;
import dev.vestige.logsql.filter.ExactPrefixFilter;
import dev.vestige.logsql.filter.FieldFilter;
import dev.vestige.logsql.filter.Filter;
import dev.vestige.logsql.filter.InFilter;
import dev.vestige.logsql.filter.Ipv4RangeFilter;
import dev.vestige.logsql.filter.LeFieldFilter;
import dev.vestige.logsql.filter.LengthRangeFilter;
import dev.vestige.logsql.filter.ListedValues;
import dev.vestige.logsql.filter.LtFieldFilter;
import dev.vestige.logsql.filter.MatchAllFilter;
import dev.vestige.logsql.filter.NotFilter;
import dev.vestige.logsql.filter.OrFilter;
import dev.vestige.logsql.filter.PhraseFilter;
import dev.vestige.logsql.filter.PrefixFilter;
import dev.vestige.logsql.filter.RangeFilter;
import dev.vestige.logsql.filter.RegexpFilter;
import dev.vestige.logsql.filter.SequenceFilter;
import dev.vestige.logsql.filter.StreamFilter;
import dev.vestige.logsql.filter.StreamIdFilter;
import dev.vestige.logsql.filter.StringComparisonFilter;
import dev.vestige.logsql.filter.StringRangeFilter;
import dev.vestige.logsql.filter.SubqueryValues;
import dev.vestige.logsql.filter.TimeFilter;
import dev.vestige.logsql.filter.ValueSource;
import dev.vestige.logsql.filter.ValueTypeFilter;
import dev.vestige.logsql.filter.WeekRangeFilter;
import dev.vestige.logsql.value.Ipv4;
import dev.vestige.logsql.value.Numbers;
import dev.vestige.logsql.value.Timestamps;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What filters mean, one row at a time, on strings: slow, and as close to the words of the
/// language description as can be. The filters at work are compared with this.
public final class NaiveFilter {
  private static final BigInteger SIGNED_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger UNSIGNED_MAX =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final Map<SubqueryValues, List<String>> answers;
  private final Map<String, Pattern> patterns = new HashMap<>();

  /// @param answers the values of all subqueries in the filters that will be asked about
  public NaiveFilter(Map<SubqueryValues, List<String>> answers) {
    this.answers = answers;
  }

  /// Whether a row, a value per field, satisfies a filter.
  public boolean matches(Filter filter, Map<String, String> row) {
    return switch (filter) {
      case MatchAllFilter _ -> true;
      case AndFilter and -> and.filters().stream().allMatch(part -> matches(part, row));
      case OrFilter or -> or.filters().stream().anyMatch(part -> matches(part, row));
      case NotFilter not -> !matches(not.filter(), row);
      case TimeFilter time -> matchesTime(time, value(row, "_time"));
      case DayRangeFilter day -> matchesDay(day, value(row, "_time"));
      case WeekRangeFilter week -> matchesWeek(week, value(row, "_time"));
      case StreamFilter stream -> NaiveStream.matches(stream.selector(), value(row, "_stream"));
      case StreamIdFilter id -> matchesStreamId(id, value(row, "_stream_id"));
      case FieldFilter field -> matchesField(field, value(row, field.field()), row);
    };
  }

  private static String value(Map<String, String> row, String field) {
    return row.getOrDefault(field, "");
  }

  private boolean matchesField(FieldFilter filter, String value, Map<String, String> row) {
    return switch (filter) {
      case AnyValueFilter _ -> !value.isEmpty();
      case EmptyValueFilter _ -> value.isEmpty();
      case PhraseFilter phrase -> phraseAt(value, phrase.phrase(), 0, true) >= 0;
      case PrefixFilter prefix -> phraseAt(value, prefix.prefix(), 0, false) >= 0;
      case ExactFilter exact -> value.equals(exact.value());
      case ExactPrefixFilter prefix -> value.startsWith(prefix.prefix());
      case InFilter in -> values(in.values()).contains(value);
      case ContainsAllFilter all ->
          values(all.values()).stream()
              .allMatch(phrase -> phrase.isEmpty() || phraseAt(value, phrase, 0, true) >= 0);
      case ContainsAnyFilter any ->
          values(any.values()).stream()
              .anyMatch(phrase -> phrase.isEmpty() || phraseAt(value, phrase, 0, true) >= 0);
      case AnyCasePhraseFilter phrase ->
          phrase.phrase().isEmpty()
              ? value.isEmpty()
              : phraseAt(lower(value), lower(phrase.phrase()), 0, true) >= 0;
      case AnyCasePrefixFilter prefix ->
          prefix.prefix().isEmpty()
              ? !value.isEmpty()
              : phraseAt(lower(value), lower(prefix.prefix()), 0, false) >= 0;
      case SequenceFilter sequence -> matchesSequence(value, sequence.phrases());
      case RegexpFilter regexp ->
          patterns.computeIfAbsent(regexp.pattern(), Pattern::compile).matcher(value).find();
      case RangeFilter range -> {
        double number = Numbers.parseWithTimes(value);
        yield number >= range.min() && number <= range.max();
      }
      case StringComparisonFilter comparison -> {
        int order = compareBytes(value, comparison.bound());
        yield switch (comparison.comparison()) {
          case LESS -> order < 0;
          case LESS_OR_EQUAL -> order <= 0;
          case GREATER -> order > 0;
          case GREATER_OR_EQUAL -> order >= 0;
        };
      }
      case StringRangeFilter range ->
          compareBytes(value, range.min()) >= 0 && compareBytes(value, range.max()) < 0;
      case Ipv4RangeFilter range -> {
        long address = Ipv4.parse(value);
        yield address != Ipv4.NONE && address >= range.min() && address <= range.max();
      }
      case LengthRangeFilter range -> {
        int length = value.codePointCount(0, value.length());
        yield length >= range.min() && length <= range.max();
      }
      case EqFieldFilter pair -> value.equals(value(row, pair.other()));
      case LeFieldFilter pair -> compareValues(value, value(row, pair.other())) <= 0;
      case LtFieldFilter pair -> compareValues(value, value(row, pair.other())) < 0;
      case ValueTypeFilter _ ->
          throw new IllegalArgumentException("not a question about one row: " + filter);
    };
  }

  private Collection<String> values(ValueSource source) {
    return switch (source) {
      case ListedValues listed -> listed.values();
      case SubqueryValues subquery -> answers.getOrDefault(subquery, List.of());
    };
  }

  /// Where a phrase is found at or behind a start, on whole words; -1 when it is not.
  private static int phraseAt(String value, String phrase, int start, boolean wholeEnd) {
    boolean wordAtStart = isWord(phrase.codePointAt(0));
    boolean wordAtEnd = wholeEnd && isWord(phrase.codePointBefore(phrase.length()));
    for (int at = value.indexOf(phrase, start); at >= 0; at = value.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      boolean gluedBefore = wordAtStart && at > 0 && isWord(value.codePointBefore(at));
      boolean gluedBehind = wordAtEnd && end < value.length() && isWord(value.codePointAt(end));
      if (!gluedBefore && !gluedBehind) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isWord(int codePoint) {
    return codePoint == '_' || Character.isLetter(codePoint) || Character.isDigit(codePoint);
  }

  private static String lower(String text) {
    return text.codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean matchesSequence(String value, List<String> phrases) {
    int start = 0;
    for (String phrase : phrases) {
      if (!phrase.isEmpty()) {
        int at = phraseAt(value, phrase, start, true);
        if (at < 0) {
          return false;
        }
        start = at + phrase.length();
      }
    }
    return true;
  }

  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static int compareValues(String a, String b) {
    if (isWholeNumber(a) && isWholeNumber(b)) {
      return wholeNumber(a).compareTo(wholeNumber(b));
    }
    long timeA = Timestamps.parse(a);
    long timeB = Timestamps.parse(b);
    if (timeA != Timestamps.NONE && timeB != Timestamps.NONE) {
      return Long.compare(timeA, timeB);
    }
    double numberA = Numbers.parseWithTimes(a);
    double numberB = Numbers.parseWithTimes(b);
    if (!Double.isNaN(numberA) && !Double.isNaN(numberB)) {
      return numberA < numberB ? -1 : numberA > numberB ? 1 : 0;
    }
    return compareBytes(a, b);
  }

  private static boolean isWholeNumber(String text) {
    return text.matches("-?[0-9][0-9_]*")
        && wholeNumber(text).compareTo(SIGNED_MIN) >= 0
        && wholeNumber(text).compareTo(UNSIGNED_MAX) <= 0;
  }

  private static BigInteger wholeNumber(String text) {
    return new BigInteger(text.replace("_", ""));
  }

  private static boolean matchesTime(TimeFilter filter, String time) {
    long nanos = Timestamps.parse(time);
    return nanos != Timestamps.NONE && nanos >= filter.minNanos() && nanos <= filter.maxNanos();
  }

  private static boolean matchesDay(DayRangeFilter filter, String time) {
    long nanos = Timestamps.parse(time);
    if (nanos == Timestamps.NONE) {
      return false;
    }
    long ofDay = shifted(nanos, filter.offsetNanos()).toLocalTime().toNanoOfDay();
    return ofDay >= filter.minNanosOfDay() && ofDay <= filter.maxNanosOfDay();
  }

  private static boolean matchesWeek(WeekRangeFilter filter, String time) {
    long nanos = Timestamps.parse(time);
    if (nanos == Timestamps.NONE) {
      return false;
    }
    DayOfWeek day = shifted(nanos, filter.offsetNanos()).getDayOfWeek();
    int number = day == DayOfWeek.SUNDAY ? 0 : day.getValue();
    return number >= filter.minDay() && number <= filter.maxDay();
  }

  private static OffsetDateTime shifted(long nanos, long offsetNanos) {
    return Instant.EPOCH.plusNanos(nanos).minusNanos(offsetNanos).atOffset(ZoneOffset.UTC);
  }

  private boolean matchesStreamId(StreamIdFilter filter, String id) {
    return !id.isEmpty() && values(filter.ids()).contains(id);
  }
}
