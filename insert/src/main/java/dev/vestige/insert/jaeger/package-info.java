/// Jaeger batches in Thrift, binary and compact, as OTLP requests. Read
/// [dev.vestige.insert.jaeger.JaegerReader] first.
@NullMarked
package dev.vestige.insert.jaeger;

import org.jspecify.annotations.NullMarked;
