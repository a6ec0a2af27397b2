/// Doors in: OTLP, Zipkin and Jaeger requests become span batches and go to where spans live. Read
/// [dev.vestige.insert.Ingest] first.
@NullMarked
package dev.vestige.insert;

import org.jspecify.annotations.NullMarked;
