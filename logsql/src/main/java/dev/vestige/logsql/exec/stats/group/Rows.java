package dev.vestige.logsql.exec.stats.group;

import dev.vestige.base.encoding.Bitmap;
import java.util.Arrays;

/// The rows of a block that count, each with the number of its group. Reused from block to block by
/// the worker it belongs to; what it hands out is valid until the next block.
public final class Rows {
  /// What [#uniformGroup()] says when rows are of several groups.
  public static final int MIXED = -1;

  private Bitmap selection = new Bitmap(0);
  private int count;
  private int groupCount;
  private int uniformGroup;
  private int[] numbers = new int[0];
  private boolean numbersKnown;

  /// Number i at i, for blocks of which all rows count.
  private int[] all = new int[0];

  private int[] groups = new int[0];
  private boolean groupsKnown;

  /// Starts over with the selected rows of a block, all of one group until [#setGroups] says
  /// otherwise.
  void select(Bitmap newSelection) {
    selection = newSelection;
    count = newSelection.cardinality();
    numbersKnown = false;
  }

  void setUniform(int group, int newGroupCount) {
    uniformGroup = group;
    groupCount = newGroupCount;
    groupsKnown = false;
  }

  void setGroups(int[] groupOfRow, int newGroupCount) {
    groups = groupOfRow;
    uniformGroup = MIXED;
    groupCount = newGroupCount;
    groupsKnown = true;
  }

  /// The same groups for fewer rows.
  public void narrowTo(Rows all, Bitmap fewer) {
    select(fewer);
    uniformGroup = all.uniformGroup;
    groupCount = all.groupCount;
    groupsKnown = all.groupsKnown;
    if (groupsKnown) {
      groups = all.groups;
    } else {
      groups = new int[0];
    }
  }

  public Bitmap selection() {
    return selection;
  }

  /// How many rows count.
  public int count() {
    return count;
  }

  /// Their numbers, rising; [#count()] of them.
  public int[] numbers() {
    if (count == selection.length()) {
      return all();
    }
    if (!numbersKnown) {
      if (numbers.length < selection.length()) {
        numbers = new int[selection.length()];
      }
      listNumbers();
      numbersKnown = true;
    }
    return numbers;
  }

  private int[] all() {
    if (all.length < count) {
      all = new int[count];
      Arrays.setAll(all, row -> row);
    }
    return all;
  }

  private void listNumbers() {
    long[] words = selection.words();
    int at = 0;
    for (int index = 0; index < words.length; index++) {
      int base = index << 6;
      for (long word = words[index]; word != 0; word &= word - 1) {
        numbers[at++] = base + Long.numberOfTrailingZeros(word);
      }
    }
  }

  /// The group of each row, by the row's number in the block; what stands at rows that do not count
  /// means nothing.
  public int[] groups() {
    if (!groupsKnown) {
      if (groups.length < selection.length()) {
        groups = new int[selection.length()];
      }
      Arrays.fill(groups, 0, selection.length(), uniformGroup);
      groupsKnown = true;
    }
    return groups;
  }

  /// The one group of all rows, or [#MIXED].
  public int uniformGroup() {
    return uniformGroup;
  }

  /// All group numbers are below this.
  public int groupCount() {
    return groupCount;
  }
}
