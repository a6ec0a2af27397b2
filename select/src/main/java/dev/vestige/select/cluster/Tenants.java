package dev.vestige.select.cluster;

import dev.vestige.base.TenantId;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import java.util.ArrayList;
import java.util.List;

/// Tenants of questions: how many, and each.
final class Tenants {
  private Tenants() {}

  static void write(List<TenantId> tenants, ByteSink out) {
    out.putVarint(tenants.size());
    for (TenantId tenant : tenants) {
      out.putInt(tenant.account());
      out.putInt(tenant.project());
    }
  }

  static List<TenantId> read(ByteSource in) {
    List<TenantId> tenants = new ArrayList<>();
    int count = in.getCount("tenants", Limits.LIST_MAX);
    for (int i = 0; i < count; i++) {
      tenants.add(new TenantId(in.getInt(), in.getInt()));
    }
    return tenants;
  }
}
