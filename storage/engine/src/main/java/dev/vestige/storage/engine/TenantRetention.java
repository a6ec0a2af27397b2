package dev.vestige.storage.engine;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.storage.Block;
import dev.vestige.storage.SearchRequest;
import dev.vestige.storage.part.ReadContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes the spans of tenants that are kept for a shorter time than those of others, but for
/// pinned traces. As with the retention of all, whole days go, so that a part is written anew once
/// for each such tenant.
final class TenantRetention {
  private static final Logger LOG = LoggerFactory.getLogger(TenantRetention.class);
  private static final long PASS_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Catalog catalog;
  private final Supplier<Map<TenantId, Duration>> retentions;
  private final ReadContexts contexts;
  private final Pins pins;
  private Map<TenantId, Duration> lastRetentions = Map.of();
  private long nextPass = System.nanoTime();

  TenantRetention(
      Catalog catalog,
      Supplier<Map<TenantId, Duration>> retentions,
      ReadContexts contexts,
      Pins pins) {
    this.catalog = catalog;
    this.retentions = retentions;
    this.contexts = contexts;
    this.pins = pins;
  }

  /// Deletes what has to go, when it is time or the retentions have changed.
  void enforce() {
    Map<TenantId, Duration> now = retentions.get();
    if (now.equals(lastRetentions) && System.nanoTime() - nextPass < 0) {
      return;
    }
    now.forEach(this::enforce);
    lastRetentions = now;
    nextPass = System.nanoTime() + PASS_EVERY_NANOS;
  }

  private void enforce(TenantId tenant, Duration retention) {
    long oldestMillis = System.currentTimeMillis() - retention.toMillis();
    Day oldest = Day.of(TimeUnit.MILLISECONDS.toNanos(oldestMillis));
    boolean isDue =
        catalog.view().parts().stream()
            .anyMatch(part -> part.day().compareTo(oldest) < 0 && part.reader().hasTenant(tenant));
    if (!isDue) {
      return;
    }
    SearchRequest scope =
        SearchRequest.of(
            tenant,
            new TimeRange(Long.MIN_VALUE, oldest.range().fromNanos() - 1),
            Cancellation.never());
    ReadContext context = contexts.borrow();
    try {
      long rows = new Deletion(catalog, scope, Block::selection, context, pins).run();
      if (rows > 0) {
        LOG.info("dropped {} spans of tenant {} that ended before {}", rows, tenant, oldest);
      }
    } finally {
      contexts.giveBack(context);
    }
  }
}
