package dev.vestige.cmd;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.insert.Ingest;
import dev.vestige.insert.IngestRequest;
import dev.vestige.insert.IngestType;
import dev.vestige.insert.InsertObserver;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.tenants.TenantLimits;
import dev.vestige.storage.SpanBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Reads spans in OTLP's JSON as the ways in do, for those who want to see them and not store them.
/// Thread-safe.
final class OtlpJsonFiles implements Function<ByteSlice, List<SpanBatch>> {
  @Override
  public List<SpanBatch> apply(ByteSlice json) {
    List<SpanBatch> read = new ArrayList<>();
    Ingest ingest =
        new Ingest(
            batch -> {
              read.add(batch);
              return CompletableFuture.completedFuture(null);
            },
            InsertLimits.DEFAULTS,
            TenantLimits.none(),
            InsertObserver.NONE);
    var _ =
        ingest.ingest(
            new IngestRequest(
                IngestType.OTLP_HTTP_JSON, TenantId.DEFAULT, InsertOptions.NONE, json));
    return read;
  }
}
