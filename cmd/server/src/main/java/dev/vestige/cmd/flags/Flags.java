package dev.vestige.cmd.flags;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The flags of this process with their values. Immutable, except that secrets follow the files
/// they are read from.
public final class Flags {
  private final FlagTable table;
  private final Map<Flag<?>, Given<?>> given;

  /// A flag that was set: how it was written and what it became.
  record Given<T>(List<String> texts, T value) {}

  /// A flag as it may be shown.
  public record Shown(String name, String value, boolean isSet) {}

  private Flags(FlagTable table, Map<Flag<?>, Given<?>> given) {
    this.table = table;
    this.given = Map.copyOf(given);
  }

  static Flags of(FlagTable table, Map<Flag<?>, Given<?>> given) {
    return new Flags(table, given);
  }

  /// Reads a command line and, where it says so, the environment.
  ///
  /// @throws UsageException for whatever cannot be understood or does not fit together
  public static Flags parse(List<String> words, Map<String, String> environment) {
    Flags flags = new FlagParser(FlagTable.VESTIGE, environment).parse(words);
    FlagRules.check(flags);
    return flags;
  }

  /// Reads the flags of a command.
  ///
  /// @throws UsageException for whatever cannot be understood
  public static Flags parse(Command command, List<String> words) {
    return new FlagParser(command.flags(), Map.of()).parse(words);
  }

  /// The value that was set, or the default.
  @SuppressWarnings("unchecked") // FlagParser puts a T under a Flag<T>
  public <T> T get(Flag<T> flag) {
    Given<?> known = given.get(flag);
    return known == null ? flag.defaultValue() : (T) known.value();
  }

  public boolean isSet(Flag<?> flag) {
    return given.containsKey(flag);
  }

  /// Every flag, in the order of the help, as it may be shown to anybody.
  public List<Shown> shown() {
    Set<String> secretNames = new HashSet<>(get(GeneralFlags.SECRET_FLAGS));
    List<Shown> shown = new ArrayList<>();
    for (Flag<?> flag : table.all()) {
      boolean isHidden = flag.isMasked() || secretNames.contains(flag.name());
      shown.add(new Shown(flag.name(), isHidden ? "secret" : printed(flag), isSet(flag)));
    }
    return shown;
  }

  private String printed(Flag<?> flag) {
    Given<?> known = given.get(flag);
    if (known != null) {
      return flag.type().print(known.texts());
    }
    return flag.isComputed() ? String.valueOf(flag.defaultValue()) : flag.defaultText();
  }

  /// The flags that were set but mean nothing here.
  public List<String> ignored() {
    return IgnoredFlags.GROUP.flags().stream().filter(this::isSet).map(Flag::toString).toList();
  }
}
