package dev.vestige.logsql.exec.filter;

import dev.vestige.storage.Dictionary;
import java.util.IdentityHashMap;

/// What one predicate found out about dictionaries, which the blocks of a part share. Forgets
/// everything when it has grown too large: parts are mostly visited one after the other.
final class DictionaryCache {
  private final IdentityHashMap<Dictionary, DictionaryVerdict> verdicts = new IdentityHashMap<>();
  private long bytes;

  DictionaryVerdict of(Dictionary dictionary) {
    DictionaryVerdict verdict = verdicts.get(dictionary);
    if (verdict == null) {
      verdict = new DictionaryVerdict(dictionary);
      long added = verdict.sizeBytes();
      if (bytes + added > Limits.DICTIONARY_CACHE_BYTES_MAX) {
        verdicts.clear();
        bytes = 0;
      }
      verdicts.put(dictionary, verdict);
      bytes += added;
    }
    return verdict;
  }

  int size() {
    return verdicts.size();
  }
}
