package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.TenantId;
import dev.vestige.base.TimeRange;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.storage.RollupQuery;
import java.util.ArrayList;
import java.util.List;

/// A [RollupQuery] on its way to a node.
final class RollupQuestion {
  private RollupQuestion() {}

  static void write(RollupQuery query, ByteSink out) {
    Tenants.write(query.tenants(), out);
    out.putLong(query.range().fromNanos());
    out.putLong(query.range().toNanos());
    out.putLong(query.cancellation().remainingMillis());
    out.putLong(query.stepNanos());
    out.putVarint(query.services().size());
    query.services().forEach(service -> Texts.write(service, out));
  }

  /// @param client ends the question besides
  static RollupQuery read(ByteSource in, Cancellation client) {
    List<TenantId> tenants = Tenants.read(in);
    TimeRange range = new TimeRange(in.getLong(), in.getLong());
    Cancellation cancellation = Cancellation.afterMillis(in.getLong());
    client.onCancel(cancellation::cancel);
    long step = in.getLong();
    List<String> services = new ArrayList<>();
    int count = in.getCount("services", Limits.LIST_MAX);
    for (int i = 0; i < count; i++) {
      services.add(Texts.read(in));
    }
    in.requireEnd();
    return new RollupQuery(tenants, range, step, services, cancellation);
  }
}
