package dev.vestige.logsql.pipe;

/// `json_array_len(field) as result`: the number of elements of the JSON array in the value, 0 when
/// it is none.
public record JsonArrayLenPipe(String field, String resultField) implements Pipe {}
