package dev.vestige.storage.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.storage.Block;
import dev.vestige.storage.BlockRows;
import dev.vestige.storage.ShopBatches;
import dev.vestige.storage.SpanBatch;
import dev.vestige.storage.SpanBatches;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A few rows of a block by themselves have the fields and values that they have in the block.
@ExtendWith(Seed.class)
class FewBlockTest {
  @Test
  void rows_of_a_shop_are_the_same_by_themselves(RandomGenerator random) {
    ShopBatches shop = new ShopBatches(random);
    List<SpanBatch> batches = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      batches.add(shop.next(1_500));
    }
    assertThat(compare(batches, 900, random)).isPositive();
  }

  @Test
  void rows_with_a_bit_of_everything_are_the_same_by_themselves(RandomGenerator random) {
    int gathered = 0;
    for (int round = 0; round < 80; round++) {
      // Large batches nearly always replace fields, so that none of their rows stands by itself.
      SpanBatch batch = SpanBatches.random(random, round % 2 == 0 ? 300 : 12);
      if (batch.size() > 0) {
        gathered += compare(List.of(batch), 1 + random.nextInt(20), random);
      }
    }
    assertThat(gathered).isPositive();
  }

  /// Takes one row of so many; returns how many blocks gave rows by themselves.
  private static int compare(List<SpanBatch> batches, int oneOf, RandomGenerator random) {
    CrashDirectory directory = CrashDirectory.empty();
    BatchPart.write(batches, _ -> true, directory, "a.part");
    PartReader part = PartReader.open(directory, "a.part", new PartCache(1 << 22));
    int gathered = 0;
    try (ReadContext context = new ReadContext()) {
      for (TenantId tenant : part.tenants()) {
        for (int number : PartBlocks.candidates(part, tenant, TimeRange.ALL)) {
          Picker picker = () -> random.nextInt(oneOf) == 0;
          gathered += compare(part, number, tenant, context, picker) ? 1 : 0;
        }
      }
    }
    part.release();
    return gathered;
  }

  /// By the way for few rows, also where the block has no more.
  private static boolean compare(
      PartReader part, int number, TenantId tenant, ReadContext context, Picker picker) {
    BlockColumns columns = new BlockColumns(part, number, context);
    Bitmap rows =
        PartBlocks.open(part, number, tenant, TimeRange.ALL, Optional.empty(), context)
            .orElseThrow()
            .selection();
    PartBlock block = new PartBlock(columns, tenant, rows);
    List<SortedMap<String, String>> all = BlockRows.of(block);
    List<Map<String, String>> chosen = new ArrayList<>();
    Bitmap left = rows.copy();
    int at = 0;
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      if (picker.isPicked()) {
        chosen.add(all.get(at));
      } else {
        left.clear(row);
      }
      at++;
    }
    Optional<Block> few = FewBlock.of(block, columns, left);
    few.ifPresent(found -> assertThat(BlockRows.of(found)).isEqualTo(chosen));
    return few.isPresent();
  }

  /// Chooses rows.
  private interface Picker {
    boolean isPicked();
  }
}
