package dev.vestige.logsql.pipe;

/// `block_stats`: one row per scanned block and field with `field`, `rows`, `type`, `values_bytes`,
/// `bloom_bytes`, `dict_bytes`, `dict_items`, `part_path`.
public record BlockStatsPipe() implements Pipe {}
