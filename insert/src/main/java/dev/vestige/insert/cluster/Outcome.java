package dev.vestige.insert.cluster;

/// What came of handing a parcel to a node.
///
/// @param why for people, when it is not stored
record Outcome(Kind kind, String why) {
  static final Outcome STORED = new Outcome(Kind.STORED, "");

  enum Kind {
    /// The node has it durably.
    STORED,
    /// The node does not have it and will not.
    REFUSED,
    /// The node may have it.
    IN_DOUBT,
    /// The node does not have it and will not, nor would any other take it.
    UNFIT
  }
}
