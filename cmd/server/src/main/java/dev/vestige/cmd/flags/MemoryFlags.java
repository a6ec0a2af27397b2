package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.FRACTION;
import static dev.vestige.cmd.flags.ScalarType.SIZE;

import java.util.List;

/// How much memory caches and queries may take.
public final class MemoryFlags {
  public static final Flag<Double> ALLOWED_PERCENT =
      Flag.of(
          "memory.allowedPercent",
          ScalarType.between(FRACTION, "1", "100"),
          "60",
          Role.ALL,
          "Share of the heap for caches and queries: an eighth of it at most for decoded data, and"
              + " half of the rest for the state of each query.");

  public static final Flag<Long> ALLOWED_BYTES =
      Flag.of(
          "memory.allowedBytes",
          SIZE,
          "0",
          Role.ALL,
          "As -memory.allowedPercent, in bytes; overrides it unless 0.");

  static final FlagGroup GROUP = new FlagGroup("Memory", List.of(ALLOWED_PERCENT, ALLOWED_BYTES));

  private MemoryFlags() {}
}
