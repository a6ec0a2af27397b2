package dev.vestige.insert.otlp;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.insert.intake.InsertLimits;
import dev.vestige.insert.intake.InsertOptions;
import dev.vestige.insert.intake.RefusalReason;
import dev.vestige.insert.intake.SpanGate;
import dev.vestige.insert.intake.SpanIntake;
import dev.vestige.storage.SpanBatch;

/// Reads protobuf bodies into batches, with the limits of a fresh server.
final class ReadBatch {
  private final SpanIntake intake = new SpanIntake();
  private final OtlpReader reader = new OtlpReader();
  private InsertLimits limits = InsertLimits.DEFAULTS;

  ReadBatch with(InsertLimits newLimits) {
    limits = newLimits;
    return this;
  }

  SpanBatch read(byte[] body) {
    return read(ByteSlice.of(body));
  }

  SpanBatch read(ByteSlice body) {
    intake.begin(TenantId.DEFAULT, InsertOptions.NONE, limits, TimeRange.ALL, SpanGate.OPEN);
    reader.read(body, intake);
    return intake.batch();
  }

  /// How many spans of the last body were refused for the reason.
  long refused(RefusalReason reason) {
    return intake.refusals().count(reason);
  }

  String refusals() {
    return intake.refusals().message();
  }
}
