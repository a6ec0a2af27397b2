package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;
import org.jspecify.annotations.Nullable;

/// `unpack_syslog if (...) from field offset d result_prefix p`: the parts of the syslog line in
/// the value become fields.
///
/// @param offsetNanos the zone of RFC 3164 times; null for the local zone
/// @param resultPrefix put in front of the names; may be empty
/// @param mode never SKIP_EMPTY_RESULTS
public record UnpackSyslogPipe(
    @Nullable Filter condition,
    String from,
    @Nullable Long offsetNanos,
    String resultPrefix,
    WriteMode mode)
    implements Pipe {}
