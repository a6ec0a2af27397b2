package dev.vestige.cmd.flags;

import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One value.
record ScalarType<T>(String word, String range, Function<String, T> reader) implements FlagType<T> {
  static final ScalarType<String> TEXT = of("text", text -> text);
  static final ScalarType<String> PATH = of("path", ScalarType::readPath);
  static final ScalarType<Boolean> BOOL = of("bool", ScalarType::readBoolean);
  static final ScalarType<Integer> NUMBER = of("number", ScalarType::readNumber);
  static final ScalarType<Double> FRACTION = of("fraction", ScalarType::readFraction);
  static final ScalarType<Long> SIZE = of("size", SizeSyntax::parse);
  static final ScalarType<Duration> DURATION = of("duration", DurationSyntax::parse);
  static final ScalarType<Duration> RETENTION = of("duration", DurationSyntax::parseRetention);
  static final ScalarType<Secret> SECRET = of("secret", Secret::of);
  static final ScalarType<InetSocketAddress> ADDRESS = of("address", AddressSyntax::parse);

  private static <T> ScalarType<T> of(String word, Function<String, T> reader) {
    return new ScalarType<>(word, "", reader);
  }

  /// One of these words, in exactly this spelling.
  static ScalarType<String> oneOf(String... words) {
    String choice = String.join(", ", words);
    List<String> allowed = List.copyOf(Arrays.asList(words));
    return new ScalarType<>(
        "word",
        "one of " + choice,
        text -> {
          if (!allowed.contains(text)) {
            throw new IllegalArgumentException("expected one of " + choice);
          }
          return text;
        });
  }

  static <T extends Comparable<T>> ScalarType<T> atLeast(ScalarType<T> type, String minimum) {
    T smallest = type.reader.apply(minimum);
    return type.limitedTo("at least " + minimum, Comparator.naturalOrder(), smallest, null);
  }

  static <T extends Comparable<T>> ScalarType<T> between(
      ScalarType<T> type, String minimum, String maximum) {
    T smallest = type.reader.apply(minimum);
    T largest = type.reader.apply(maximum);
    return type.limitedTo(minimum + " to " + maximum, Comparator.naturalOrder(), smallest, largest);
  }

  private ScalarType<T> limitedTo(
      String allowed, Comparator<T> order, T smallest, @Nullable T largest) {
    return new ScalarType<>(
        word,
        allowed,
        text -> {
          T value = reader.apply(text);
          boolean isTooLarge = largest != null && order.compare(value, largest) > 0;
          if (isTooLarge || order.compare(value, smallest) < 0) {
            throw new IllegalArgumentException("expected " + allowed);
          }
          return value;
        });
  }

  @Override
  public T read(List<String> texts) {
    return reader.apply(texts.getLast());
  }

  @Override
  public String print(List<String> texts) {
    return isBoolean() ? read(texts).toString() : texts.getLast();
  }

  @Override
  public boolean isBoolean() {
    return word.equals("bool");
  }

  @Override
  public boolean isSecret() {
    return word.equals("secret");
  }

  private static boolean readBoolean(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "True", "TRUE" -> true;
      case "0", "f", "F", "false", "False", "FALSE" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  private static String readPath(String text) {
    try {
      return Path.of(text).toString();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expected a path", e);
    }
  }

  private static int readNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a whole number below 2147483648", e);
    }
  }

  private static double readFraction(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw new IllegalArgumentException("expected a number such as 60 or 12.5");
    }
    return Double.parseDouble(text);
  }
}
