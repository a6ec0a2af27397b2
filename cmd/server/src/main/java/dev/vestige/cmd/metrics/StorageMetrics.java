package dev.vestige.cmd.metrics;

import dev.vestige.storage.engine.StoreSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What the store holds, under the names that dashboards know.
public final class StorageMetrics {
  private final MeterRegistry registry;
  private final Supplier<StoreSize> size;

  public StorageMetrics(MeterRegistry registry, Supplier<StoreSize> size) {
    this.registry = registry;
    this.size = size;
    rows("storage/inmemory", StoreSize::headRows);
    rows("storage/big", StoreSize::partRows);
    gauge("vt_storage_parts", "type", "storage/big", StoreSize::parts);
    gauge("vt_data_size_bytes", "type", "storage", StoreSize::partBytes);
    gauge("vt_data_size_bytes", "type", "wal", StoreSize::walBytes);
    gauge("vt_storage_is_read_only", "path", "/", store -> store.readOnly() ? 1 : 0);
  }

  private void rows(String type, ToDoubleFunction<StoreSize> value) {
    gauge("vt_storage_rows", "type", type, value);
  }

  private void gauge(String name, String tag, String label, ToDoubleFunction<StoreSize> value) {
    Gauge.builder(name, () -> value.applyAsDouble(size.get())).tag(tag, label).register(registry);
  }
}
