package dev.vestige.logsql.pipe;

/// `:1h offset 2h` behind a field to group by: values fall into intervals `[k * size + offset, (k +
/// 1)
/// * size + offset)` and become the start of theirs. Values that are neither times, numbers,
///   durations nor IPv4 addresses stay as they are.
///
/// @param unit how to read `size`
/// @param size for NUMBER the width, in nanoseconds for times and durations; for IPV4 the number of
///   addresses of a network; 0 for the calendar units
/// @param offset in the same unit as `size`, in nanoseconds for the calendar units
/// @param text what stands behind the colon, `offset` included
public record Bucket(BucketUnit unit, double size, double offset, String text) {}
