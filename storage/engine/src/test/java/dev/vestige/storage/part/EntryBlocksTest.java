package dev.vestige.storage.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.testkit.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seed.class)
class EntryBlocksTest {
  private static final int BLOCKS = 40;
  private static final int BLOCK_ROWS = 10;
  private static final int ENTRIES = 30;

  private final Cells cells = new Cells();
  private final int[] codes = new int[BLOCKS * BLOCK_ROWS];
  private final int[] blockRow = new int[BLOCKS + 1];

  @Test
  void rare_entries_are_found_in_their_blocks_and_others_anywhere(RandomGenerator random) {
    byte[] chunk = chunk(random);
    EntryBlocks read = read(chunk);
    for (int code = 1; code <= ENTRIES; code++) {
      Bitmap expected = blocksOf(code);
      if (expected.cardinality() > BLOCKS / 8) {
        expected = Bitmap.full(BLOCKS);
      }
      Bitmap one = new Bitmap(ENTRIES + 1);
      one.set(code);
      assertThat(read.blocksWith(one)).as("code " + code).isEqualTo(expected);
    }
  }

  @Test
  void blocks_of_several_entries_are_those_of_any(RandomGenerator random) {
    EntryBlocks read = read(chunk(random));
    Bitmap entries = new Bitmap(ENTRIES + 1);
    Bitmap expected = new Bitmap(BLOCKS);
    for (int code = ENTRIES; code > ENTRIES - 5; code--) {
      entries.set(code);
      expected.or(blocksOf(code));
    }
    assertThat(read.blocksWith(entries)).isEqualTo(expected);
  }

  @Test
  void rows_without_a_value_may_be_anywhere(RandomGenerator random) {
    Bitmap missing = new Bitmap(ENTRIES + 1);
    missing.set(0);
    assertThat(read(chunk(random)).blocksWith(missing)).isEqualTo(Bitmap.full(BLOCKS));
    assertThat(read(chunk(random)).blocksWith(new Bitmap(ENTRIES + 1)).isEmpty()).isTrue();
  }

  @Test
  void damaged_bytes_are_rows_or_corrupt(RandomGenerator random) {
    byte[] good = chunk(random);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = good.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        EntryBlocks read = read(Arrays.copyOf(bytes, bytes.length - random.nextInt(2)));
        Bitmap all = Bitmap.full(ENTRIES + 1);
        all.clear(0);
        assertThat(read.blocksWith(all).length()).isEqualTo(BLOCKS);
      } catch (VestigeException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT);
      }
    }
  }

  /// Code c is in up to c blocks, counted from the last code: small codes are everywhere.
  private byte[] chunk(RandomGenerator random) {
    for (int at = 0; at < codes.length; at++) {
      int rare = ENTRIES - at % 5;
      int block = at / BLOCK_ROWS;
      codes[at] = block % 13 == rare % 13 ? rare : 1 + random.nextInt(ENTRIES - 5);
      if (cells.size() < codes.length) {
        cells.add(at, 0);
      }
    }
    for (int block = 0; block <= BLOCKS; block++) {
      blockRow[block] = block * BLOCK_ROWS;
    }
    try (PlaneCodec planes = new PlaneCodec()) {
      ByteSink chunk = EntryBlocks.write(cells, codes, ENTRIES, blockRow, planes).orElseThrow();
      return chunk.toByteArray();
    }
  }

  private Bitmap blocksOf(int code) {
    Bitmap blocks = new Bitmap(BLOCKS);
    for (int at = 0; at < codes.length; at++) {
      if (codes[at] == code) {
        blocks.set(at / BLOCK_ROWS);
      }
    }
    return blocks;
  }

  private static EntryBlocks read(byte[] bytes) {
    try (PlaneCodec planes = new PlaneCodec()) {
      ChunkSource in = new ChunkSource("blocks", bytes, 0, bytes.length);
      return EntryBlocks.read(in, planes, ENTRIES, BLOCKS);
    }
  }
}
