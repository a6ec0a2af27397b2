/// What stands inside `{...}`: conditions on the labels of a stream. Read
/// [dev.vestige.logsql.stream.StreamSelector] first.
@NullMarked
package dev.vestige.logsql.stream;

import org.jspecify.annotations.NullMarked;
