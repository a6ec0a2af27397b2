package dev.vestige.logsql.exec.filter;

/// What a row costs a filter, relative to others: the order in which conjuncts run.
final class Cost {
  static final int NUMBER = 1;
  static final int PRESENCE = 2;
  static final int EXACT = 3;
  static final int SET = 4;
  static final int PARSED_NUMBER = 6;
  static final int BYTES = 6;
  static final int SEARCH = 8;
  static final int SEARCHES = 12;
  static final int FOLDED_SEARCH = 14;
  static final int TWO_COLUMNS = 16;
  static final int WHOLE_COLUMN = 20;
  static final int REGEXP = 50;

  private Cost() {}
}
