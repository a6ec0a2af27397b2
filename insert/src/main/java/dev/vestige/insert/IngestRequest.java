package dev.vestige.insert;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.insert.intake.InsertOptions;

/// A request as a door hands it on.
///
/// @param body after decompression; read until [Ingest#ingest] returns
public record IngestRequest(
    IngestType type, TenantId tenant, InsertOptions options, ByteSlice body) {}
