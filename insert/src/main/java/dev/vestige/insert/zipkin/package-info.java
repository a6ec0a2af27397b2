/// Zipkin v2 spans, JSON and protobuf, as OTLP requests. Read
/// [dev.vestige.insert.zipkin.ZipkinSpan] first.
@NullMarked
package dev.vestige.insert.zipkin;

import org.jspecify.annotations.NullMarked;
