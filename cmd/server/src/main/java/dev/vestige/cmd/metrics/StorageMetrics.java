package dev.vestige.cmd.metrics;

import dev.vestige.storage.engine.StoreSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What the store holds, under the names that dashboards know.
public final class StorageMetrics {
  private final MeterRegistry registry;
  private final Supplier<StoreSize> size;

  /// Begins to tell.
  ///
  /// @param folder where the store keeps its files
  /// @param partitions how many days it has
  public StorageMetrics(
      MeterRegistry registry, Path folder, Supplier<StoreSize> size, IntSupplier partitions) {
    this.registry = registry;
    this.size = size;
    String path = folder.toString();
    disk("vt_free_disk_space_bytes", path, folder.toFile()::getUsableSpace);
    disk("vt_total_disk_space_bytes", path, folder.toFile()::getTotalSpace);
    Gauge.builder("vm_fs_info", () -> 1.0)
        .tag("path", path)
        .tag("fs_type", fileSystem(folder))
        .register(registry);
    Gauge.builder("vt_partitions", () -> (double) partitions.getAsInt()).register(registry);
    byPlace("vt_storage_rows", StoreSize::headRows, StoreSize::partRows);
    byPlace("vt_storage_blocks", StoreSize::headBlocks, StoreSize::partBlocks);
    gauge("vt_storage_parts", "type", "storage/big", StoreSize::parts);
    gauge("vt_data_size_bytes", "type", "storage", StoreSize::partBytes);
    gauge("vt_data_size_bytes", "type", "wal", StoreSize::walBytes);
    // Spans are found as soon as they are taken in.
    gauge("vt_pending_rows", "type", "storage", _ -> 0);
    gauge("vt_pending_rows", "type", "indexdb", _ -> 0);
    // What is looked up lies in the parts; dashboards that add an index up find none.
    gauge("vt_data_size_bytes", "type", "indexdb", _ -> 0);
    for (String ofIndex : List.of("vt_indexdb_rows", "vt_indexdb_parts", "vt_indexdb_blocks")) {
      gauge(ofIndex, "type", "indexdb", _ -> 0);
    }
    gauge("vt_compressed_data_size_bytes", "type", "storage/big", StoreSize::partBytes);
    gauge("vt_uncompressed_data_size_bytes", "type", "storage/big", StoreSize::uncompressedBytes);
    gauge("vt_storage_is_read_only", "path", path, store -> store.readOnly() ? 1 : 0);
  }

  private static String fileSystem(Path folder) {
    try {
      return Files.getFileStore(folder).type();
    } catch (IOException _) {
      return "unknown";
    }
  }

  private void disk(String name, String path, LongSupplier bytes) {
    Gauge.builder(name, () -> (double) bytes.getAsLong()).tag("path", path).register(registry);
  }

  /// There is one kind of parts; dashboards that add the other one up find none of it.
  private void byPlace(
      String name, ToDoubleFunction<StoreSize> inMemory, ToDoubleFunction<StoreSize> inParts) {
    gauge(name, "type", "storage/inmemory", inMemory);
    gauge(name, "type", "storage/small", _ -> 0);
    gauge(name, "type", "storage/big", inParts);
  }

  private void gauge(String name, String tag, String label, ToDoubleFunction<StoreSize> value) {
    Gauge.builder(name, () -> value.applyAsDouble(size.get())).tag(tag, label).register(registry);
  }
}
