package dev.vestige.logsql.exec.stats.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// The [Samples] of many groups. Most groups have few, so there is no object per group: one sample
/// stands in an array by group, a few stand in a place of shared pages that doubles when it is
/// full. Groups of more than [#SHARED_MAX] have their own [Samples]. Confined to one worker.
///
/// A query over a million groups holds 20 MB instead of 120, in some hundred objects that a
/// collection passes over instead of two million that it visits.
final class GroupSamples {
  /// The most samples that a group has in shared pages, a power of two.
  static final int SHARED_MAX = 64;

  /// Longs of a page, 64 KB: what no place fits into at its end is less than a hundredth.
  private static final int PAGE_LONGS = 1 << 13;

  /// Says in place of a number of samples that the group has its own.
  private static final int OWN = -1;

  private static final long NONE = -1;

  private int[] sizes = new int[0];

  /// By group its only sample, or the place of its samples, or the number among `own`.
  private long[] entries = new long[0];

  private long[][] pages = new long[0][];
  private int pageCount;

  /// The first long of the last page that was never given away.
  private int unused = PAGE_LONGS;

  /// By the logarithm of the size the place that became free last; each holds the one before it.
  private final long[] free = new long[Integer.numberOfTrailingZeros(SHARED_MAX) + 1];

  private final List<Samples> own = new ArrayList<>();
  private final Samples.Tally ownMemory = new Samples.Tally();
  private final long[] few = new long[SHARED_MAX];

  GroupSamples() {
    Arrays.fill(free, NONE);
  }

  void grow(int groupCount) {
    int length = Growth.length(sizes.length, groupCount);
    if (length > sizes.length) {
      sizes = Arrays.copyOf(sizes, length);
      entries = Arrays.copyOf(entries, length);
    }
  }

  void add(int group, long value) {
    int size = sizes[group];
    if (size == 0) {
      entries[group] = value;
      sizes[group] = 1;
    } else if (size > 0 && size < SHARED_MAX) {
      addShared(group, size, value);
    } else {
      own(group).add(value);
    }
  }

  private void addShared(int group, int size, long value) {
    if (Integer.bitCount(size) == 1) {
      long place = take(2 * size);
      long[] page = page(place);
      if (size == 1) {
        page[start(place)] = entries[group];
      } else {
        System.arraycopy(page(entries[group]), start(entries[group]), page, start(place), size);
        free(entries[group], size);
      }
      entries[group] = place;
    }
    page(entries[group])[start(entries[group]) + size] = value;
    sizes[group] = size + 1;
  }

  private long[] page(long place) {
    return pages[(int) (place / PAGE_LONGS)];
  }

  private static int start(long place) {
    return (int) (place % PAGE_LONGS);
  }

  private long take(int size) {
    int kind = Integer.numberOfTrailingZeros(size);
    long place = free[kind];
    if (place != NONE) {
      free[kind] = page(place)[start(place)];
      return place;
    }
    if (unused + size > PAGE_LONGS) {
      addPage();
    }
    place = (pageCount - 1L) * PAGE_LONGS + unused;
    unused += size;
    return place;
  }

  private void addPage() {
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, Growth.length(pages.length, pageCount + 1));
    }
    pages[pageCount++] = new long[PAGE_LONGS];
    unused = 0;
  }

  private void free(long place, int size) {
    int kind = Integer.numberOfTrailingZeros(size);
    page(place)[start(place)] = free[kind];
    free[kind] = place;
  }

  /// The group's own samples, which it has from now on.
  private Samples own(int group) {
    if (sizes[group] != OWN) {
      Samples made = detached(group, ownMemory);
      release(group);
      setOwn(group, made);
    }
    return own.get((int) entries[group]);
  }

  private void setOwn(int group, Samples samples) {
    entries[group] = own.size();
    sizes[group] = OWN;
    own.add(samples);
  }

  private void release(int group) {
    if (sizes[group] > 1) {
      free(entries[group], placeSize(sizes[group]));
    }
  }

  private static int placeSize(int size) {
    return 2 * Integer.highestOneBit(size - 1);
  }

  /// A copy of what a group without its own samples has.
  private Samples detached(int group, Samples.Tally memory) {
    Samples copy = new Samples(memory);
    long[] values = values(group);
    for (int i = 0; i < sizes[group]; i++) {
      copy.add(values[i]);
    }
    return copy;
  }

  /// How many were added to a group.
  long seen(int group) {
    return sizes[group] == OWN ? own(group).seen() : sizes[group];
  }

  /// How many of them are kept.
  int size(int group) {
    return sizes[group] == OWN ? own(group).size() : sizes[group];
  }

  /// The kept ones are the first [#size] of it, valid until the next call.
  long[] values(int group) {
    int size = sizes[group];
    if (size == OWN) {
      return own(group).values();
    }
    if (size == 1) {
      few[0] = entries[group];
    } else if (size > 1) {
      System.arraycopy(page(entries[group]), start(entries[group]), few, 0, size);
    }
    return few;
  }

  /// Takes over what another one, which is of no use afterwards, has of one of its groups.
  void merge(int group, GroupSamples other, int otherGroup) {
    if (other.sizes[otherGroup] == OWN) {
      takeOver(group, other.own(otherGroup));
    } else if (sizes[group] == OWN) {
      own(group).merge(other.detached(otherGroup, new Samples.Tally()));
    } else {
      long[] values = other.values(otherGroup);
      int size = other.sizes[otherGroup];
      for (int i = 0; i < size; i++) {
        add(group, values[i]);
      }
    }
  }

  private void takeOver(int group, Samples theirs) {
    if (sizes[group] == 0) {
      theirs.moveTo(ownMemory);
      setOwn(group, theirs);
    } else {
      own(group).merge(theirs);
    }
  }

  /// Adds what was saved of a group.
  ///
  /// @param seen how many the values stand for
  void restore(int group, long seen, long[] values) {
    if (seen == values.length && values.length <= SHARED_MAX && sizes[group] != OWN) {
      for (long value : values) {
        add(group, value);
      }
    } else {
      Samples theirs = new Samples(new Samples.Tally());
      theirs.restore(seen, values);
      takeOver(group, theirs);
    }
  }

  void replaceAll(LongUnaryOperator replacement) {
    for (int group = 0; group < sizes.length; group++) {
      int size = sizes[group];
      if (size == OWN) {
        own(group).replaceAll(replacement);
      } else if (size == 1) {
        entries[group] = replacement.applyAsLong(entries[group]);
      } else if (size > 1) {
        long[] page = page(entries[group]);
        int start = start(entries[group]);
        for (int i = start; i < start + size; i++) {
          page[i] = replacement.applyAsLong(page[i]);
        }
      }
    }
  }

  long sizeBytes() {
    return 12L * sizes.length + 8L * PAGE_LONGS * pageCount + ownMemory.bytes();
  }
}
