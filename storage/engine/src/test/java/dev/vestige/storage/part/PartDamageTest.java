package dev.vestige.storage.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;
import dev.vestige.storage.BlockRows;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whatever bytes a part has, reading it ends with rows or with a CORRUPT error.
@ExtendWith(Seed.class)
class PartDamageTest {
  private static final int ROUNDS = Integer.getInteger("vestige.damage.rounds", 100);

  /// A range of the file that has a checksum behind it.
  private record Range(int offset, int length, int checksumAt) {}

  @Test
  void a_changed_byte_is_found(RandomGenerator random) {
    byte[] good = part(random);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = good.clone();
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 + random.nextInt(255));
      boolean isReserved = at >= 12 && at < PartFormat.HEADER_BYTES;
      assertThat(isReadable(bytes)).as("byte " + at + " of " + bytes.length).isEqualTo(isReserved);
    }
  }

  @Test
  void a_missing_end_is_found(RandomGenerator random) {
    byte[] good = part(random);
    for (int round = 0; round < 50; round++) {
      assertThat(isReadable(java.util.Arrays.copyOf(good, random.nextInt(good.length)))).isFalse();
    }
  }

  @Test
  void bytes_with_a_right_checksum_can_do_no_harm(RandomGenerator random) {
    byte[] good = part(random);
    List<Range> ranges = ranges(good);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = good.clone();
      // The footer decides about most, so it has its turn as often as all chunks together.
      int choice = random.nextInt(2 * ranges.size());
      Range range = ranges.get(Math.min(choice, ranges.size() - 1));
      for (int i = random.nextInt(3); i >= 0 && range.length > 0; i--) {
        int at = range.offset + random.nextInt(range.length);
        bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] + 1);
      }
      sign(bytes, range);
      isReadable(bytes);
    }
  }

  private static byte[] part(RandomGenerator random) {
    List<SpanBatch> batches = new ArrayList<>();
    boolean hasOneTenant = random.nextBoolean();
    while (batches.size() < 6) {
      SpanBatch batch = SpanBatches.random(random, 60);
      if (!hasOneTenant || batch.tenant().equals(TenantId.DEFAULT)) {
        batches.add(batch);
      }
    }
    CrashDirectory directory = CrashDirectory.empty();
    BatchPart.write(batches, _ -> true, directory, "a.part");
    try (FileInput file = directory.open("a.part")) {
      byte[] bytes = new byte[(int) file.lengthBytes()];
      file.read(0, bytes, 0, bytes.length);
      return bytes;
    }
  }

  private static List<Range> ranges(byte[] bytes) {
    List<Range> ranges = new ArrayList<>();
    PartReader part = open(bytes);
    for (BlockMeta block : part.blocks()) {
      addChunk(ranges, block.tracesOffset(), block.tracesLength());
    }
    addChunk(ranges, part.footer().locatorOffset(), part.footer().locatorLength());
    if (!part.footer().series().isMissing()) {
      addChunk(ranges, part.footer().series().offset(), part.footer().series().length());
    }
    for (ColumnMeta column : part.columns()) {
      if (column.kind == PartFormat.COLUMN_CODES) {
        addChunk(ranges, column.dictionaryOffset, column.dictionaryLength);
        if (column.countsLength > 0) {
          addChunk(ranges, column.countsOffset(), column.countsLength);
        }
      }
      for (int block = 0; block < part.blocks().size(); block++) {
        if (column.chunks.length(block) > 0) {
          addChunk(ranges, column.chunks.offset(block), column.chunks.length(block));
        }
        if (column.words.length(block) > 0) {
          addChunk(ranges, column.words.offset(block), column.words.length(block));
        }
      }
    }
    part.release();
    int trailer = bytes.length - PartFormat.TRAILER_BYTES;
    int footer = (int) PlainForms.readLong(bytes, trailer);
    ranges.add(new Range(footer, trailer - footer, trailer + 12));
    return ranges;
  }

  private static void addChunk(List<Range> ranges, long offset, int length) {
    ranges.add(new Range((int) offset, length, (int) offset + length));
  }

  private static void sign(byte[] bytes, Range range) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, range.offset, range.length);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(range.checksumAt, (int) checksum.getValue());
  }

  private static PartReader open(byte[] bytes) {
    Directory directory = CrashDirectory.empty();
    try (FileOutput file = directory.create("a.part")) {
      file.write(bytes, 0, bytes.length);
    }
    return PartReader.open(directory, "a.part", new PartCache(1 << 20));
  }

  /// Reads everything there is, in each of the ways in which parts are read.
  private static boolean isReadable(byte[] bytes) {
    try {
      PartReader part = open(bytes);
      boolean checked = succeeds(() -> PartCheck.run(part));
      boolean read = succeeds(() -> readRows(part));
      succeeds(() -> readCounts(part));
      succeeds(() -> PartMerge.write(List.of(part, part), CrashDirectory.empty(), "b.part"));
      part.release();
      return checked && read;
    } catch (VestigeException e) {
      return isCorrupt(e);
    }
  }

  private static boolean succeeds(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (VestigeException e) {
      return isCorrupt(e);
    }
  }

  /// False; any other kind of error is a failure.
  private static boolean isCorrupt(VestigeException e) {
    if (e.kind() != ErrorKind.CORRUPT) {
      throw e;
    }
    return false;
  }

  private static void readCounts(PartReader part) {
    try (ReadContext context = new ReadContext()) {
      PartCounts counts = new PartCounts(part, part.tenants().getFirst(), context);
      counts.fields();
      counts.counted(Set.of("_stream", "_stream_id", "kind", "status_code"));
      for (String field :
          List.of("name", "resource_attr:a", "scope_name", "span_attr:a", "event:event_name:0")) {
        counts.counted(Set.of(field)).ifPresent(BlockRows::of);
      }
    }
  }

  private static void readRows(PartReader part) {
    try (ReadContext context = new ReadContext()) {
      for (TenantId tenant : part.tenants()) {
        for (int block : PartBlocks.candidates(part, tenant, TimeRange.ALL)) {
          PartBlocks.open(part, block, tenant, TimeRange.ALL, Optional.empty(), context)
              .ifPresent(view -> {
                view.fields().forEach(field -> summarize(view.summary(field)));
                BlockRows.of(view);
              });
        }
      }
    }
  }

  private static void summarize(ColumnSummary summary) {
    summary.mayContainWord(ByteSlice.utf8("word"));
    summary
        .dictionary()
        .ifPresent(coded -> {
          Bitmap last = new Bitmap(coded.dictionary().size());
          last.set(last.length() - 1);
          coded.places().blocksWith(last);
        });
  }
}
