package dev.vestige.logsql.exec.stats.group;

import dev.vestige.logsql.exec.stats.Limits;
import dev.vestige.logsql.exec.value.LongTable;
import java.util.Arrays;

/// Numbers distinct pairs of numbers in the order of their first appearance, from 0 on. While both
/// are small a pair is looked up in an array, else it is hashed. Confined to one thread.
public final class PairTable {
  private final LongTable pairs = new LongTable();

  /// The number of a pair plus one at `left * stride + right`; 0 is not known. Empty when one of
  /// the numbers has become too large.
  private int[] cells = new int[0];

  private int stride = 1;
  private boolean isDense = true;

  /// The right numbers in order of their left ones, and where those of each left one start.
  private int[] rights = new int[0];

  private int[] starts = new int[0];

  public int size() {
    return pairs.size();
  }

  public int left(int number) {
    return (int) (pairs.value(number) >>> 32);
  }

  public int right(int number) {
    return (int) pairs.value(number);
  }

  /// Says how large the numbers of the following pairs are; to be called before each run of them.
  public void prepare(int leftCount, int rightCount) {
    if (!isDense || (rightCount <= stride && (long) leftCount * stride <= cells.length)) {
      return;
    }
    int newStride = powerOfTwo(Math.max(stride, rightCount));
    long needed = (long) powerOfTwo(Math.max(cells.length / stride, leftCount)) * newStride;
    if (needed > Limits.PAIR_CELLS_MAX) {
      isDense = false;
      cells = new int[0];
      return;
    }
    stride = newStride;
    cells = new int[(int) needed];
    for (int number = 0; number < pairs.size(); number++) {
      cells[left(number) * stride + right(number)] = number + 1;
    }
  }

  /// The smallest one that is not below a number, up to 2^30.
  private static int powerOfTwo(int number) {
    return number <= 1 ? 1 : Integer.highestOneBit(Math.min(number, 1 << 30) - 1) << 1;
  }

  /// The number of a pair, a new one when it is not known yet.
  public int add(int left, int right) {
    if (!isDense) {
      return pairs.add((long) left << 32 | right);
    }
    int known = cells[left * stride + right];
    return known != 0 ? known - 1 : learn(left, right);
  }

  /// The number of a pair, -1 when it is not known.
  int find(int left, int right) {
    return pairs.find((long) left << 32 | right);
  }

  private int learn(int left, int right) {
    int number = pairs.add((long) left << 32 | right);
    cells[left * stride + right] = number + 1;
    return number;
  }

  /// The right numbers of all pairs with this left one. The first call after pairs were added looks
  /// through all of them.
  public int[] rightsOf(int left) {
    if (rights.length != size()) {
      sortByLeft();
    }
    int from = left < starts.length ? starts[left] : rights.length;
    int to = left + 1 < starts.length ? starts[left + 1] : rights.length;
    return Arrays.copyOfRange(rights, from, to);
  }

  private void sortByLeft() {
    int leftCount = 0;
    for (int number = 0; number < size(); number++) {
      leftCount = Math.max(leftCount, left(number) + 1);
    }
    int[] ends = new int[leftCount + 1];
    for (int number = 0; number < size(); number++) {
      ends[left(number) + 1]++;
    }
    for (int left = 0; left < leftCount; left++) {
      ends[left + 1] += ends[left];
    }
    starts = ends.clone();
    rights = new int[size()];
    for (int number = 0; number < size(); number++) {
      rights[ends[left(number)]++] = right(number);
    }
  }

  public long sizeBytes() {
    return pairs.sizeBytes() + 4L * (cells.length + rights.length + starts.length);
  }
}
