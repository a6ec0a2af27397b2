package dev.vestige.logsql.exec.stats.group;

import dev.vestige.logsql.exec.stats.Limits;
import dev.vestige.storage.Dictionary;
import java.util.IdentityHashMap;
import java.util.function.Function;

/// Keeps what was found out about the entries of dictionaries, which the blocks of a part share.
/// Forgets everything when it has grown too large: parts are mostly visited one after the other.
/// Confined to one worker.
///
/// @param <T> what is kept per dictionary
public final class PerDictionary<T> {
  private final IdentityHashMap<Dictionary, T> known = new IdentityHashMap<>();
  private final Function<Dictionary, T> make;
  private final int bytesPerEntry;
  private long bytes;

  /// @param bytesPerEntry what a kept thing takes for each entry of its dictionary
  public PerDictionary(int bytesPerEntry, Function<Dictionary, T> make) {
    this.bytesPerEntry = bytesPerEntry;
    this.make = make;
  }

  public T of(Dictionary dictionary) {
    T found = known.get(dictionary);
    if (found == null) {
      found = make.apply(dictionary);
      long added = dictionary.bytes().length + (4L + bytesPerEntry) * dictionary.size();
      if (bytes + added > Limits.DICTIONARY_MEMO_BYTES_MAX) {
        known.clear();
        bytes = 0;
      }
      known.put(dictionary, found);
      bytes += added;
    }
    return found;
  }

  /// Forgets everything, for when what was kept has changed its meaning.
  public void clear() {
    known.clear();
    bytes = 0;
  }
}
