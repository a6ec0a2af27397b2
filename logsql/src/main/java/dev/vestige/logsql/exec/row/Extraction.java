package dev.vestige.logsql.exec.row;

/// Finds values of fields in the value of another one. Confined to one worker.
@FunctionalInterface
interface Extraction {
  /// Hands what a text holds to the collector; the empty text stands for a missing value.
  void extract(byte[] bytes, int from, int to, FieldCollector fields);
}
