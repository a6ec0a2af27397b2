/// The OTLP formats: reading requests, writing answers. Everything else that comes in is turned
/// into OTLP bytes first, so limits and order of fields are dealt with in one place. Read
/// [dev.vestige.insert.otlp.OtlpReader] first.
@NullMarked
package dev.vestige.insert.otlp;

import org.jspecify.annotations.NullMarked;
