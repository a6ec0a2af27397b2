import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes one file that is a shell program and a jar at once: the scripts, then the zip. The offsets
/// inside the zip are moved by the length of the scripts, so that strict readers accept the file
/// too.
///
/// Run by the build: `java PackExecutable.java OUT JAR SCRIPT...`
public final class PackExecutable {

  // Names and numbers of the zip format, APPNOTE.TXT sections 4.3.12 and 4.3.16.
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int END_ENTRIES = 10;
  private static final int END_DIRECTORY_OFFSET = 16;
  private static final int END_COMMENT_LENGTH = 20;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int ENTRY_NAME_LENGTH = 28;
  private static final int ENTRY_EXTRA_LENGTH = 30;
  private static final int ENTRY_COMMENT_LENGTH = 32;
  private static final int ENTRY_OFFSET = 42;
  private static final int ENTRIES_MAX = 0xFFFE; // one more and the zip is a Zip64

  private PackExecutable() {}

  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[0]);
    byte[] scripts = joinScripts(args);
    byte[] zip = Files.readAllBytes(Path.of(args[1]));
    moveOffsets(ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN), scripts.length);
    try (var sink = Files.newOutputStream(out)) {
      sink.write(scripts);
      sink.write(zip);
    }
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static byte[] joinScripts(String[] args) throws IOException {
    var joined = new ByteArrayOutputStream();
    joined.writeBytes("#!/bin/sh\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (int i = 2; i < args.length; i++) {
      joined.write(Files.readAllBytes(Path.of(args[i])));
    }
    return joined.toByteArray();
  }

  private static void moveOffsets(ByteBuffer zip, int distance) throws IOException {
    int end = zip.capacity() - END_LENGTH;
    expect(
        zip.getInt(end) == END_SIGNATURE, "the jar must end in a zip end record without comment");
    expect(zip.getShort(end + END_COMMENT_LENGTH) == 0, "the zip must have no comment");
    int entries = Short.toUnsignedInt(zip.getShort(end + END_ENTRIES));
    expect(entries <= ENTRIES_MAX, "the jar holds too many entries for a plain zip");
    int entry = zip.getInt(end + END_DIRECTORY_OFFSET);
    zip.putInt(end + END_DIRECTORY_OFFSET, entry + distance);
    for (int i = 0; i < entries; i++) {
      expect(zip.getInt(entry) == ENTRY_SIGNATURE, "the zip directory is damaged");
      zip.putInt(entry + ENTRY_OFFSET, zip.getInt(entry + ENTRY_OFFSET) + distance);
      entry +=
          ENTRY_LENGTH
              + Short.toUnsignedInt(zip.getShort(entry + ENTRY_NAME_LENGTH))
              + Short.toUnsignedInt(zip.getShort(entry + ENTRY_EXTRA_LENGTH))
              + Short.toUnsignedInt(zip.getShort(entry + ENTRY_COMMENT_LENGTH));
    }
    expect(entry == end, "the zip directory must reach up to its end record");
  }

  private static void expect(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
