package dev.vestige.storage;

/// The bounds of the engine, each with its reason.
public final class Limits {
  /// Levels of nested attribute values: readers recurse once per level. Protobuf libraries stop at
  /// the same number.
  public static final int NESTING_DEPTH_MAX = 100;

  /// Attributes of one list (resource, scope, span, event, link), the leaves of nested lists
  /// included: a leaf's name repeats those above it, so few bytes can ask for many.
  public static final int ATTRIBUTES_PER_LIST_MAX = 4096;

  /// Bytes of a field's name in the LogsQL view, prefix and index included: names stand in every
  /// part and filter, and the rest of the family of stores draws the line here too.
  public static final int FIELD_NAME_BYTES_MAX = 128;

  /// Bytes of the distinct attribute keys of a batch: far above what programs use, and a bound for
  /// what the leaves of nested lists can blow up.
  public static final int BATCH_KEY_BYTES_MAX = 16 << 20;

  /// Bytes of the distinct values of a batch: offsets into them are ints.
  public static final int BATCH_VALUE_BYTES_MAX = 1 << 30;

  /// Rows of a stored block: a column of a block fits the processor's second-level cache, and one
  /// trace is found without decoding much else.
  public static final int BLOCK_ROWS_MAX = 4_096;

  /// Entries of a column's dictionary in one part; beyond it values stand in the rows. A scan keeps
  /// an answer per entry.
  public static final int DICTIONARY_ENTRIES_MAX = 1 << 17;

  /// Bytes of a column's dictionary in one part: reading one value reads the dictionary.
  public static final int DICTIONARY_BYTES_MAX = 4 << 20;

  /// Spans of a batch below which a head joins it with others: a search pays some microseconds per
  /// batch, and SDKs send a few spans at a time.
  public static final int HEAD_BATCH_ROWS_SMALL = 1_024;

  /// Small batches of a tenant that wait in a head for being joined.
  public static final int HEAD_SMALL_BATCHES_MAX = 32;

  /// Points of all series of one answer from rollups, some hundred bytes each.
  public static final int ROLLUP_POINTS_MAX = 200_000;

  /// Spans of one question about calls whose parents are looked for in other parts, some hundred
  /// bytes each.
  public static final int OPEN_CALLS_MAX = 500_000;

  /// Bytes of batches that are joined: joining copies them.
  public static final int HEAD_JOIN_BYTES_MAX = 4 << 20;

  /// Pinned traces of a store: some dozen bytes each in a file that is written whole, and each is
  /// looked for in every part that the retention comes to.
  public static final int PINS_MAX = 10_000;

  /// Pinned traces of one tenant, so that none takes the room of all others.
  public static final int PINS_PER_TENANT_MAX = 1_000;

  /// Spans of a trace that is pinned: what can still be looked at as a trace.
  public static final long PINNED_TRACE_SPANS_MAX = 1_000_000;

  /// Spans of all pinned traces of a store, half a gigabyte or so that no retention frees.
  public static final long PINNED_SPANS_MAX = 10_000_000;

  private Limits() {}
}
