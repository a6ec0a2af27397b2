package dev.vestige.storage.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.BlockRows;
import dev.vestige.storage.FieldRows;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatchBuilder;
import dev.vestige.storage.ValueType;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Thousands of keys share a few chunks in each block.
@ExtendWith(Seed.class)
class ValueBundleTest {
  private static final int KEYS = 3_000;
  private static final int SPANS = 5_000;

  /// Each row is compared with each field.
  private static final int SPANS_COMPARED = 600;

  private static final int KEYS_PER_SPAN = 3;

  private final CrashDirectory directory = CrashDirectory.empty();

  @Test
  void thousands_of_keys_take_dozens_of_chunks_in_a_block(RandomGenerator random) {
    BatchPart.write(List.of(batch(random, SPANS)), _ -> true, directory, "a.part");
    PartReader part = PartReader.open(directory, "a.part", new PartCache(1 << 20));
    Set<Long> chunks = new HashSet<>();
    int own = 0;
    for (ColumnMeta column : part.columns()) {
      if (column.id.attribute()) {
        own += column.isBundled() ? 0 : 1;
        chunks.add(column.chunks.first());
      }
    }
    // The key that each span has is one more.
    assertThat(own).isEqualTo(ValueBundle.OWN_COLUMNS_MAX + 1);
    int blocks = part.blockCount();
    int bundles = SPANS * KEYS_PER_SPAN / (ValueBundle.BUNDLE_VALUES * blocks) + 1;
    assertThat(chunks).hasSizeLessThanOrEqualTo(own + bundles);
    PartCheck.run(part);
    part.release();
  }

  @Test
  void spans_and_names_come_back_through_merging_and_without_memory(RandomGenerator random) {
    List<SpanBatch> batches =
        List.of(batch(random, SPANS_COMPARED), batch(random, SPANS_COMPARED));
    List<PartReader> parts = new ArrayList<>();
    for (SpanBatch batch : batches) {
      String name = parts.size() + ".part";
      BatchPart.write(List.of(batch), _ -> true, directory, name);
      parts.add(PartReader.open(directory, name, new PartCache(0)));
    }
    PartMerge.write(parts, directory, "merged.part");
    PartReader merged = PartReader.open(directory, "merged.part", new PartCache(0));
    List<String> expected = new ArrayList<>();
    batches.forEach(batch -> BlockRows.of(batch).forEach(row -> expected.add(row.toString())));
    assertThat(rows(List.of(merged))).isEqualTo(expected.stream().sorted().toList());
    assertThat(rows(parts)).isEqualTo(rows(List.of(merged)));
    try (ReadContext context = new ReadContext()) {
      List<FieldRows> fields = new CountedFields(merged, context).list().orElseThrow();
      long spans =
          fields.stream()
              .filter(field -> field.field().startsWith("span_attr:key."))
              .mapToLong(FieldRows::rows)
              .sum();
      assertThat(spans).isEqualTo(2L * SPANS_COMPARED * KEYS_PER_SPAN);
    }
    merged.release();
    parts.forEach(PartReader::release);
  }

  private static List<String> rows(List<PartReader> parts) {
    List<String> rows = new ArrayList<>();
    try (ReadContext context = new ReadContext()) {
      for (PartReader part : parts) {
        for (int block : PartBlocks.candidates(part, TenantId.DEFAULT, TimeRange.ALL)) {
          PartBlocks.open(part, block, TenantId.DEFAULT, TimeRange.ALL, Optional.empty(), context)
              .ifPresent(view -> BlockRows.of(view).forEach(row -> rows.add(row.toString())));
        }
      }
    }
    return rows.stream().sorted().toList();
  }

  private static SpanBatch batch(RandomGenerator random, int spans) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.reset(TenantId.DEFAULT);
    builder.beginResource();
    builder.endResource();
    builder.beginScope();
    builder.endScope(0, 0);
    for (int i = 0; i < spans; i++) {
      builder.beginSpan();
      builder.traceId(random.nextLong(), i / 4);
      builder.spanId(random.nextLong());
      builder.times(1_000_000L + i, 2_000_000L + i);
      put(builder, "common", ValueType.STRING, random);
      int first = random.nextInt(KEYS);
      for (int key = 0; key < KEYS_PER_SPAN; key++) {
        ValueType type = random.nextBoolean() ? ValueType.STRING : ValueType.INT;
        put(builder, "key." + (first + key * 7) % KEYS, type, random);
      }
      builder.endSpan();
    }
    return builder.build();
  }

  private static void put(
      SpanBatchBuilder builder, String key, ValueType type, RandomGenerator random) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    if (type == ValueType.INT) {
      builder.attributeNumber(name, 0, name.length, type, random.nextInt(1_000));
      return;
    }
    byte[] value = ("v" + random.nextInt(500)).getBytes(StandardCharsets.UTF_8);
    builder.attributeText(name, 0, name.length, type, value, 0, value.length);
  }
}
