package dev.vestige.storage;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Stored rows that a search asks for all of, and that know how often which values occur in them. A
/// question that is answered from that needs none of the rows. Confined to the worker that visits
/// it, valid during the visit only.
public interface CountedPart {
  /// How many rows there are.
  long rows();

  /// The fields that some row has, in no order; empty when that is not known.
  Optional<List<FieldRows>> fields();

  /// Rows that stand for those of the part, each for as many as [Block#weights()] says, with the
  /// columns of the given fields only; empty when that is not known. There may be more of them than
  /// a stored block has.
  Optional<Block> counted(Set<String> fields);
}
