package dev.vestige.logsql.pipe;

import dev.vestige.logsql.filter.Filter;
import org.jspecify.annotations.Nullable;

/// `extract if (...) "ip=<ip> " from field`: matches the literal texts of the pattern one after the
/// other, from the first occurrence of the first one, and writes what lies between them. When a
/// literal is not found, its placeholder and all behind it are empty. A quoted string at the start
/// of a placeholder is unquoted unless the option is `plain`.
///
/// @param pattern has a named placeholder, and a literal between any two placeholders
public record ExtractPipe(@Nullable Filter condition, Template pattern, String from, WriteMode mode)
    implements Pipe {}
