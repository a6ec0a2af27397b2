package dev.vestige.storage.wal;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.io.Directory;
import java.util.ArrayList;
import java.util.List;

/// Records that say which they are, and what a log hands out of them.
final class WalRecords implements RecordVisitor {
  private final List<Long> sequences = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  /// A record of the given name that is `length` bytes longer than it.
  static ByteSlice record(String name, int length) {
    return ByteSlice.utf8(name + "#" + name.substring(0, 1).repeat(length));
  }

  static ByteSlice record(String name) {
    return record(name, 20);
  }

  /// Opens a log from its beginning, with what it hands out.
  static Wal open(Directory directory, WalOptions options, WalRecords records) {
    return Wal.open(directory, options, WalObserver.NONE, 0, records);
  }

  /// The names of the records in a log, read by opening and closing it.
  static List<String> read(Directory directory) {
    WalRecords records = new WalRecords();
    open(directory, WalOptions.DEFAULTS, records).close();
    return records.names();
  }

  @Override
  public void record(long sequence, ByteSlice record) {
    sequences.add(sequence);
    texts.add(record.toString());
  }

  List<Long> sequences() {
    return sequences;
  }

  /// The names; a record whose bytes are not what [#record] made of its name comes whole.
  List<String> names() {
    return texts.stream().map(WalRecords::name).toList();
  }

  private static String name(String text) {
    int end = text.indexOf('#');
    String name = text.substring(0, Math.max(0, end));
    boolean whole = end > 0 && record(name, text.length() - end - 1).toString().equals(text);
    return whole ? name : text;
  }
}
