package dev.vestige.base;

/// Whose spans: two unsigned 32-bit numbers, both 0 when a request names none.
public record TenantId(int account, int project) implements Comparable<TenantId> {
  public static final TenantId DEFAULT = new TenantId(0, 0);

  /// Reads `account:project`.
  ///
  /// @throws VestigeException INVALID_INPUT when the text is anything else
  public static TenantId parse(String text) {
    int colon = text.indexOf(':');
    try {
      if (colon > 0) {
        return new TenantId(
            Integer.parseUnsignedInt(text.substring(0, colon)),
            Integer.parseUnsignedInt(text.substring(colon + 1)));
      }
    } catch (NumberFormatException _) {
      // The message below says what was expected.
    }
    throw VestigeException.invalidInput("expected a tenant as account:project, found " + text);
  }

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
