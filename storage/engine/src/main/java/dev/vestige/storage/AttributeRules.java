package dev.vestige.storage;

import dev.vestige.base.ByteSlice;

/// What a request wants done with its attributes. Asked once per distinct scope and key of a batch.
@FunctionalInterface
public interface AttributeRules {
  AttributeRules KEEP_ALL = (_, _) -> Action.KEEP;

  Action action(AttributeScope scope, ByteSlice key);

  /// What to do with an attribute.
  enum Action {
    KEEP,
    /// Leave it out.
    DROP,
    /// Take terminal colour codes out of its text.
    DECOLORIZE
  }
}
