package dev.vestige.storage;

import java.util.List;

/// A batch that is kept here in case none of some other nodes has it.
///
/// @param id under which it came here
/// @param doubts the other nodes
public record ProvisionalCopy(BatchId id, List<BatchDoubt> doubts) {
  public ProvisionalCopy {
    doubts = List.copyOf(doubts);
  }
}
