package dev.vestige.storage.part;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import java.util.Arrays;
import java.util.Optional;

/// In which blocks of a part the entries of a dictionary are. Of an entry that is in many nothing
/// is noted: it may be in all. Immutable.
final class EntryBlocks {
  /// An entry is noted when it is in one of so many blocks at most.
  private static final int RARE = 8;

  private final int blocks;
  private final int[] offsets;
  private final byte[] bytes;

  private EntryBlocks(int blocks, int[] offsets, byte[] bytes) {
    this.blocks = blocks;
    this.offsets = offsets;
    this.bytes = bytes;
  }

  /// The blocks of a dictionary's entries, whose codes are those of the cells; empty when no entry
  /// is rare.
  static Optional<ByteSink> write(
      Cells cells, int[] codes, int entries, int[] blockRow, PlaneCodec planes) {
    int blocks = blockRow.length - 1;
    if (blocks < RARE) {
      return Optional.empty();
    }
    int[] first = firstPlaces(cells, codes, entries, blockRow);
    if (first[entries] == 0) {
      return Optional.empty();
    }
    int[] blockOf = new int[first[entries]];
    int[] next = Arrays.copyOf(first, entries);
    forEachBlock(
        cells,
        codes,
        entries,
        blockRow,
        (entry, block) -> {
          if (first[entry] < first[entry + 1]) {
            blockOf[next[entry]++] = block;
          }
        });
    int[] lengths = new int[entries];
    ByteSink gaps = new ByteSink(blockOf.length + 16);
    for (int entry = 0; entry < entries; entry++) {
      int before = gaps.position();
      for (int at = first[entry]; at < first[entry + 1]; at++) {
        gaps.putVarint(blockOf[at] - (at == first[entry] ? 0 : blockOf[at - 1]));
      }
      lengths[entry] = gaps.position() - before;
    }
    ByteSink chunk = new ByteSink(gaps.position() + 64);
    planes.packInts(lengths, 0, entries, chunk);
    chunk.putVarint(gaps.position());
    planes.packBytes(gaps.array(), 0, gaps.position(), chunk);
    return Optional.of(chunk);
  }

  /// Where the blocks of each rare entry are to stand; entries that are not rare get no place.
  private static int[] firstPlaces(Cells cells, int[] codes, int entries, int[] blockRow) {
    int[] first = new int[entries + 1];
    forEachBlock(cells, codes, entries, blockRow, (entry, _) -> first[entry + 1]++);
    int most = (blockRow.length - 1) / RARE;
    for (int entry = 0; entry < entries; entry++) {
      first[entry + 1] = first[entry] + (first[entry + 1] > most ? 0 : first[entry + 1]);
    }
    return first;
  }

  /// Takes an entry, counted from 0, and a block that has it, once for each pair.
  private interface PairVisitor {
    void visit(int entry, int block);
  }

  private static void forEachBlock(
      Cells cells, int[] codes, int entries, int[] blockRow, PairVisitor visitor) {
    int[] seen = new int[entries];
    int block = 0;
    for (int at = 0; at < cells.size(); at++) {
      while (cells.row(at) >= blockRow[block + 1]) {
        block++;
      }
      int entry = codes[at] - 1;
      if (seen[entry] != block + 1) {
        seen[entry] = block + 1;
        visitor.visit(entry, block);
      }
    }
  }

  static EntryBlocks read(ChunkSource in, PlaneCodec planes, int entries, int blocks) {
    int[] lengths = new int[entries];
    planes.unpackInts(in, lengths, entries);
    int size = in.unpackedSize("bytes of blocks of entries");
    int[] offsets = new int[entries + 1];
    for (int entry = 0; entry < entries; entry++) {
      if (lengths[entry] < 0 || lengths[entry] > size - offsets[entry]) {
        throw in.corrupt("entry " + entry + " with " + lengths[entry] + " bytes of blocks");
      }
      offsets[entry + 1] = offsets[entry] + lengths[entry];
    }
    byte[] bytes = new byte[size];
    planes.unpackBytes(in, bytes, 0, size);
    EntryBlocks read = new EntryBlocks(blocks, offsets, bytes);
    Bitmap found = new Bitmap(blocks);
    for (int code = 1; code <= entries; code++) {
      if (read.addBlocks(code, found) >= blocks) {
        throw in.corrupt("entry " + code + " in a block behind the last of " + blocks);
      }
    }
    return read;
  }

  /// The blocks that may have rows with one of the codes.
  Bitmap blocksWith(Bitmap codes) {
    Bitmap found = new Bitmap(blocks);
    for (int code = codes.nextSet(0); code >= 0; code = codes.nextSet(code + 1)) {
      if (code == 0 || code >= offsets.length || offsets[code - 1] == offsets[code]) {
        return Bitmap.full(blocks);
      }
      addBlocks(code, found);
    }
    return found;
  }

  boolean mayBeIn(int code, int block) {
    Bitmap one = new Bitmap(code + 1);
    one.set(code);
    return blocksWith(one).get(block);
  }

  /// Returns the last block, and one behind all when that is what the bytes say.
  private int addBlocks(int code, Bitmap found) {
    ChunkSource gaps =
        new ChunkSource("blocks of an entry", bytes, offsets[code - 1], offsets[code]);
    int block = 0;
    while (gaps.remaining() > 0) {
      block += gaps.count(blocks - block, "blocks to the next one");
      if (block == blocks) {
        break;
      }
      found.set(block);
    }
    return block;
  }

  long sizeBytes() {
    return bytes.length + 4L * offsets.length;
  }
}
