package dev.vestige.storage.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Checksums;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a backup consists of: a text that people can read, with a line for each file and a checksum
/// of all lines at the end.
///
/// @param source where the store was
record BackupContents(String source, List<Entry> entries) {
  static final String NAME = "contents";
  private static final String HEAD = "vestige backup 1";
  private static final Pattern ENTRY =
      Pattern.compile("([0-9a-f]{8}) (\\d{1,18}) ([A-Za-z0-9./-]+) ([A-Za-z0-9./-]+)");
  private static final Pattern LAST = Pattern.compile("checksum ([0-9a-f]{8})\n");

  BackupContents {
    entries = List.copyOf(entries);
  }

  /// A file.
  ///
  /// @param checksum CRC32C of the bytes
  /// @param stored where it is below the directory of the backups
  /// @param original where it was in the store
  record Entry(int checksum, long sizeBytes, StoreFile stored, StoreFile original) {}

  void write(Directory directory) {
    StringBuilder text = new StringBuilder(HEAD).append("\nof ").append(source).append('\n');
    for (Entry entry : entries) {
      text.append(
          "%08x %d %s %s\n"
              .formatted(
                  entry.checksum, entry.sizeBytes, entry.stored.path(), entry.original.path()));
    }
    byte[] body = text.toString().getBytes(UTF_8);
    byte[] last =
        "checksum %08x\n".formatted(Checksums.crc32c(body, 0, body.length)).getBytes(UTF_8);
    try (FileOutput file = directory.create(NAME)) {
      file.write(body, 0, body.length);
      file.write(last, 0, last.length);
      file.force();
    }
    directory.sync();
  }

  static BackupContents read(Directory directory) {
    byte[] bytes;
    try (FileInput file = directory.open(NAME)) {
      if (file.lengthBytes() > Limits.CONTENTS_BYTES_MAX) {
        throw corrupt(directory, "it has " + file.lengthBytes() + " bytes");
      }
      bytes = new byte[(int) file.lengthBytes()];
      file.read(0, bytes, 0, bytes.length);
    }
    String text = new String(bytes, UTF_8);
    int lastLine = text.lastIndexOf('\n', text.length() - 2) + 1;
    Matcher last = LAST.matcher(text.substring(lastLine));
    byte[] body = text.substring(0, lastLine).getBytes(UTF_8);
    if (!last.matches()
        || Integer.parseUnsignedInt(last.group(1), 16) != Checksums.crc32c(body, 0, body.length)) {
      throw corrupt(directory, "its checksum does not match");
    }
    return parse(text.substring(0, lastLine), directory);
  }

  private static BackupContents parse(String body, Directory directory) {
    List<String> lines = body.lines().toList();
    if (lines.size() < 2 || !lines.get(0).equals(HEAD) || !lines.get(1).startsWith("of ")) {
      throw corrupt(directory, "it does not begin with \"" + HEAD + "\"");
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      Matcher matcher = ENTRY.matcher(line);
      if (!matcher.matches() || line.contains("..")) {
        throw corrupt(directory, "expected checksum, size and two paths, found \"" + line + '"');
      }
      entries.add(
          new Entry(
              Integer.parseUnsignedInt(matcher.group(1), 16),
              Long.parseLong(matcher.group(2)),
              StoreFile.of(matcher.group(3)),
              StoreFile.of(matcher.group(4))));
    }
    return new BackupContents(lines.get(1).substring("of ".length()), entries);
  }

  private static VestigeException corrupt(Directory directory, String what) {
    return VestigeException.corrupt(
        "cannot read " + directory.location() + "/" + NAME + ": " + what);
  }
}
