package dev.vestige.select.request;

import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;

/// Reads arguments that are whole numbers or yes and no.
public final class NumberArguments {
  private NumberArguments() {}

  /// The number, or what stands for it when the argument is missing or empty.
  public static long number(Exchange exchange, String name, long otherwise) {
    String text = exchange.argument(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw VestigeException.invalidInput(
          "the argument `" + name + "` must be a whole number, found `" + text + "`");
    }
  }

  /// False when the argument is missing, empty or a word for no.
  public static boolean flag(Exchange exchange, String name) {
    return switch (exchange.argument(name).orElse("")) {
      case "", "0", "f", "F", "false", "False", "FALSE", "no" -> false;
      default -> true;
    };
  }
}
