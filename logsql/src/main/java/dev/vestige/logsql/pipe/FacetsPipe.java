package dev.vestige.logsql.pipe;

/// `facets n max_values_per_field m max_value_len k keep_const_fields`: the most frequent values of
/// every field as rows of `field_name`, `field_value`, `hits`.
///
/// @param limit how many values per field; the default is 10
/// @param maxValuesPerField fields with more distinct values are left out
/// @param maxValueLength fields with a longer value, in bytes, are left out
/// @param keepConstantFields whether a field with a single value over all rows stays
/// @param output the facets, or all values for another node to merge
public record FacetsPipe(
    long limit,
    long maxValuesPerField,
    long maxValueLength,
    boolean keepConstantFields,
    StatsOutput output)
    implements Pipe {
  public static final long DEFAULT_LIMIT = 10;
  public static final long DEFAULT_MAX_VALUES_PER_FIELD = 1000;
  public static final long DEFAULT_MAX_VALUE_LENGTH = 128;

  public FacetsPipe(
      long limit, long maxValuesPerField, long maxValueLength, boolean keepConstantFields) {
    this(limit, maxValuesPerField, maxValueLength, keepConstantFields, StatsOutput.RESULTS);
  }

  /// The same facets as states.
  public FacetsPipe asStates() {
    return new FacetsPipe(
        limit, maxValuesPerField, maxValueLength, keepConstantFields, StatsOutput.STATES);
  }
}
