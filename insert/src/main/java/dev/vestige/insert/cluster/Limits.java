package dev.vestige.insert.cluster;

/// The bounds of writing to other nodes, each with its reason.
final class Limits {
  /// How long a node may take for a parcel, milliseconds: many times what a busy disk needs, and
  /// less than half of the ten seconds for which senders of spans wait by default.
  static final long ATTEMPT_MILLIS_MAX = 4_000;

  /// How long a node is waited for on behalf of another one, milliseconds: less than that one
  /// waits, so that it hears who does not answer.
  static final long RELAY_MILLIS_MAX = 3_500;

  /// How many nodes may pass a request on.
  static final int LEVELS_MAX = 4;

  /// Nodes behind a node that passes spans on; more than a cluster has.
  static final int RELAYED_NODES_MAX = 1_024;

  /// How long a request's spans are offered to one node after another, milliseconds.
  static final long DELIVERY_MILLIS_MAX = 20_000;

  /// How long a node may take to say what it is, milliseconds.
  static final long HELLO_MILLIS_MAX = 2_000;

  /// How often nodes are asked what they are, milliseconds.
  static final long HELLO_INTERVAL_MILLIS = 1_000;

  /// How often a node that does not know our hello is asked whether it does now, milliseconds: it
  /// may log each time.
  static final long FOREIGN_HELLO_INTERVAL_MILLIS = 10_000;

  /// The longest time for which a node that fails again and again gets no spans, milliseconds.
  static final long OUT_MILLIS_MAX = 30_000;

  /// Bytes of an answer that says what a node is or did.
  static final int SHORT_ANSWER_BYTES_MAX = 64 << 10;

  /// Provisional copies that are settled at a time; the next round takes the next ones.
  static final int COPIES_PER_ROUND_MAX = 1_000;

  /// Bytes of a list of so many copies.
  static final int COPY_LIST_BYTES_MAX = 16 << 20;

  /// How often nodes that have heard all of where spans are placed are asked what they know,
  /// milliseconds.
  static final long TELL_INTERVAL_MILLIS = 2_000;

  /// Bytes of what a node knows of where spans were placed.
  static final int PLACEMENTS_BYTES_MAX = 4 << 20;

  /// Batches of one parcel.
  static final int PARCEL_BATCHES_MAX = 1_024;

  /// Bytes of frames that are worth a request of their own while others are under way: larger
  /// parcels cost hardly less for each span.
  static final int PARCEL_BYTES_WORTH = 512 << 10;

  /// Nodes that may have a batch as well; more than a cluster has.
  static final int DOUBTS_MAX = 1_024;

  /// Bytes of a node's name.
  static final int NODE_NAME_BYTES_MAX = 1_024;

  /// Compressors kept for the next parcel, with some megabytes of native memory each.
  static final int IDLE_CODECS_MAX = 8;

  /// A level for speed: half of a frame is ids and numbers that no level makes smaller. Level 1
  /// makes 1.51 bytes one and this one 1.38, with a third less time on both sides (frames of 28
  /// kB).
  static final int ZSTD_LEVEL = -3;

  private Limits() {}
}
