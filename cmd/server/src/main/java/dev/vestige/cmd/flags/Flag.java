package dev.vestige.cmd.flags;

import java.util.List;
import java.util.function.Supplier;

/// One flag: the single place that says its name, type, default, role and meaning. Also the key to
/// its value in [Flags].
public final class Flag<T> {
  private final String name;
  private final FlagType<T> type;
  private final String defaultText;
  private final Supplier<T> defaultValue;
  private final Role role;
  private final String help;
  private final boolean isComputed;
  private final boolean isMasked;

  private Flag(
      String name,
      FlagType<T> type,
      String defaultText,
      Supplier<T> defaultValue,
      Role role,
      String help,
      boolean isComputed,
      boolean isMasked) {
    this.name = name;
    this.type = type;
    this.defaultText = defaultText;
    this.defaultValue = defaultValue;
    this.role = role;
    this.help = help;
    this.isComputed = isComputed;
    this.isMasked = isMasked;
  }

  static <T> Flag<T> of(String name, FlagType<T> type, String defaultText, Role role, String help) {
    List<String> texts = defaultText.isEmpty() && isMany(type) ? List.of() : List.of(defaultText);
    return new Flag<>(
        name, type, defaultText, () -> type.read(texts), role, help, false, type.isSecret());
  }

  private static boolean isMany(FlagType<?> type) {
    return switch (type) {
      case ScalarType<?> _ -> false;
      case ListType<?> _, PositionalType<?> _ -> true;
    };
  }

  /// The same flag with a default that depends on the machine; the default text only describes it.
  static <T> Flag<T> computed(
      String name,
      FlagType<T> type,
      String defaultText,
      Supplier<T> defaultValue,
      Role role,
      String help) {
    return new Flag<>(name, type, defaultText, defaultValue, role, help, true, type.isSecret());
  }

  /// The same flag, its value hidden wherever values are shown.
  Flag<T> masked() {
    return new Flag<>(name, type, defaultText, defaultValue, role, help, isComputed, true);
  }

  public String name() {
    return name;
  }

  public FlagType<T> type() {
    return type;
  }

  /// The default as help and documentation show it.
  public String defaultText() {
    return defaultText;
  }

  /// Whether the default depends on the machine, so that its text only describes it.
  boolean isComputed() {
    return isComputed;
  }

  public T defaultValue() {
    return defaultValue.get();
  }

  public Role role() {
    return role;
  }

  public String help() {
    return help;
  }

  public boolean isMasked() {
    return isMasked;
  }

  @Override
  public String toString() {
    return "-" + name;
  }
}
