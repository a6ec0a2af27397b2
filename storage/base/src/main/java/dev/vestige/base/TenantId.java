package dev.vestige.base;

/// Whose spans: two unsigned 32-bit numbers, both 0 when a request names none.
public record TenantId(int account, int project) implements Comparable<TenantId> {
  public static final TenantId DEFAULT = new TenantId(0, 0);

  @Override
  public int compareTo(TenantId other) {
    int byAccount = Integer.compareUnsigned(account, other.account);
    return byAccount != 0 ? byAccount : Integer.compareUnsigned(project, other.project);
  }

  @Override
  public String toString() {
    return Integer.toUnsignedString(account) + ":" + Integer.toUnsignedString(project);
  }
}
