package dev.vestige.storage.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.BloomFilter;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.Words;
import dev.vestige.base.io.Directory;
import dev.vestige.storage.Block;
import dev.vestige.storage.ColumnSummary;
import dev.vestige.storage.ColumnSummary.CodedBlocks;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.Dictionary;
import dev.vestige.storage.ShopBatches;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Summaries never deny what is there, and mostly deny what is not.
@ExtendWith(Seed.class)
class StoredSummaryTest {
  private static final String PATH = "span_attr:url.path";
  private static final String SESSION = "span_attr:app.session.id";

  @Test
  void values_of_all_kinds_are_never_denied(RandomGenerator random) {
    List<SpanBatch> batches = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      batches.add(SpanBatches.random(random, 300));
    }
    forEachBlock(batches, StoredSummaryTest::requireAffirmed);
  }

  @Test
  void values_of_many_rows_are_never_denied(RandomGenerator random) {
    forEachBlock(shop(random), StoredSummaryTest::requireAffirmed);
  }

  @Test
  void words_that_are_not_there_are_mostly_denied(RandomGenerator random) {
    int[] affirmed = new int[2];
    int[] asked = new int[2];
    forEachBlock(
        shop(random),
        block -> {
          for (int i = 0; i < 400; i++) {
            affirmed[0] += block.summary(PATH).mayContainWord(ByteSlice.utf8("w" + i)) ? 1 : 0;
            ByteSlice node = ByteSlice.utf8("%012x".formatted(random.nextLong(1L << 48)));
            affirmed[1] += block.summary(SESSION).mayContainWord(node) ? 1 : 0;
            asked[0]++;
            asked[1]++;
          }
        });
    assertThat(affirmed[0] * 10).as("words of paths").isLessThan(asked[0]);
    assertThat(affirmed[1] * 10).as("words of UUIDs").isLessThan(asked[1]);
  }

  @Test
  void short_words_of_uuids_are_not_denied(RandomGenerator random) {
    forEachBlock(
        shop(random),
        block ->
            assertThat(block.summary(SESSION).mayContainWord(ByteSlice.utf8("abcd"))).isTrue());
  }

  @Test
  void durations_lie_between_the_shortest_and_the_longest(RandomGenerator random) {
    forEachBlock(
        shop(random),
        block -> {
          ColumnVector.Longs durations = (ColumnVector.Longs) block.column("duration");
          long[] values = durations.values();
          ColumnSummary summary = block.summary("duration");
          assertThat(values).contains(summary.smallestNumber(), summary.largestNumber());
          for (long value : values) {
            assertThat(value).isBetween(summary.smallestNumber(), summary.largestNumber());
          }
        });
  }

  @Test
  void damaged_words_are_read_or_corrupt(RandomGenerator random) {
    ByteSink good = new ByteSink();
    good.putByte(PartFormat.WORDS_ALL);
    BloomFilter.forKeys(200, BlockWords.BITS_PER_WORD).encode(good);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = Arrays.copyOf(good.toByteArray(), good.position() - random.nextInt(2));
      bytes[random.nextInt(3)] = (byte) random.nextInt();
      try {
        ChunkSource in = new ChunkSource("words", bytes, 0, bytes.length);
        BlockWords.read(in).mayContain(bytes, 0, 5);
      } catch (VestigeException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
      }
    }
  }

  private static List<SpanBatch> shop(RandomGenerator random) {
    ShopBatches shop = new ShopBatches(random);
    List<SpanBatch> batches = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      batches.add(shop.next(500));
    }
    return batches;
  }

  private static void forEachBlock(List<SpanBatch> batches, Consumer<Block> look) {
    Directory directory = CrashDirectory.empty();
    BatchPart.write(batches, _ -> true, directory, "a.part");
    PartReader part = PartReader.open(directory, "a.part", new PartCache(1 << 20));
    try (ReadContext context = new ReadContext()) {
      PartCheck.run(part);
      for (TenantId tenant : part.tenants()) {
        for (int block : PartBlocks.candidates(part, tenant, TimeRange.ALL)) {
          PartBlocks.open(part, block, tenant, TimeRange.ALL, Optional.empty(), context)
              .ifPresent(look);
        }
      }
    } finally {
      part.release();
    }
  }

  private static void requireAffirmed(Block block) {
    for (String field : block.fields()) {
      ColumnSummary summary = block.summary(field);
      ColumnVector column = block.column(field);
      Optional<CodedBlocks> coded = summary.dictionary();
      ByteSink text = new ByteSink();
      Bitmap rows = block.selection();
      for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
        text.clear();
        column.appendText(row, text);
        requireWords(summary, text.toByteArray(), field);
        assertThat(summary.isFull() && column.isEmpty(row)).as(field).isFalse();
        if (coded.isPresent() && column instanceof ColumnVector.Coded codes) {
          requireEntry(coded.get(), codes, row, field);
        }
      }
    }
  }

  private static void requireWords(ColumnSummary summary, byte[] text, String field) {
    int start = Words.start(text, 0, text.length);
    while (start < text.length) {
      int end = Words.end(text, start, text.length);
      assertThat(summary.mayContainWord(new ByteSlice(text, start, end - start)))
          .as(() -> field + " of " + new String(text, StandardCharsets.UTF_8))
          .isTrue();
      start = Words.start(text, end, text.length);
    }
  }

  private static void requireEntry(
      CodedBlocks coded, ColumnVector.Coded column, int row, String field) {
    Dictionary dictionary = coded.dictionary();
    assertThat(dictionary).as(field).isSameAs(column.dictionary());
    Bitmap entry = new Bitmap(dictionary.size());
    entry.set(column.codes()[row]);
    assertThat(coded.places().blocksWith(entry).get(coded.block())).as(field).isTrue();
  }
}
