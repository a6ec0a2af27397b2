package dev.vestige.storage;

import dev.vestige.base.ByteSlice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Remembers the answer of [AttributeRules] per scope and key code, so that rules are asked once
/// per distinct key of a batch.
final class KeyActions {
  private AttributeRules rules = AttributeRules.KEEP_ALL;
  private boolean keepAll = true;
  private AttributeRules.@Nullable Action[] known = new AttributeRules.Action[0];

  void clear(AttributeRules newRules) {
    rules = newRules;
    keepAll = newRules.equals(AttributeRules.KEEP_ALL);
    Arrays.fill(known, null);
  }

  /// Forgets the answers for key codes from the given one on.
  void truncate(int toKeyCodes) {
    if (toKeyCodes * 8 < known.length) {
      Arrays.fill(known, toKeyCodes * 8, known.length, null);
    }
  }

  boolean keepsAll() {
    return keepAll;
  }

  AttributeRules.Action of(AttributeScope scope, int keyCode, byte[] key, int offset, int length) {
    if (keepAll) {
      return AttributeRules.Action.KEEP;
    }
    int index = keyCode * 8 + scope.code();
    if (index >= known.length) {
      known = Arrays.copyOf(known, Math.max(index + 64, known.length * 2));
    }
    AttributeRules.@Nullable Action action = known[index];
    if (action == null) {
      action = rules.action(scope, new ByteSlice(key, offset, length));
      known[index] = action;
    }
    return action;
  }
}
