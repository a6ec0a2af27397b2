package dev.vestige.logsql.pipe;

/// `field_names as name`: one row per field with its name and, as `hits`, the number of rows that
/// may have it.
public record FieldNamesPipe(String resultField) implements Pipe {
  public static final String DEFAULT_RESULT = "name";
}
