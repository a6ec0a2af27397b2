package dev.vestige.select.request;

import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.http.Exchange;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads which tenants a request asks. Besides one number, the header `AccountID` may have a list
/// with commas between, of accounts and of accounts with their projects: `12:0,12:7,15`. An account
/// without a project takes that of the header `ProjectID`.
final class TenantList {
  private static final Pattern TENANT = Pattern.compile("(\\d{1,10})(?::(\\d{1,10}))?");

  private TenantList() {}

  /// @param tenantsMax how many one request may ask
  static List<TenantId> of(Exchange exchange, int tenantsMax) {
    String text = exchange.header("AccountID").orElse("");
    if (text.indexOf(',') < 0 && text.indexOf(':') < 0) {
      return List.of(exchange.tenant());
    }
    TreeSet<TenantId> tenants = new TreeSet<>();
    for (String item : text.split(",", -1)) {
      tenants.add(tenant(item.strip(), exchange.header("ProjectID").orElse("")));
    }
    if (tenants.size() > tenantsMax) {
      throw VestigeException.invalidInput(
          "the header AccountID lists %d tenants; -search.maxTenantsPerQuery allows %d"
              .formatted(tenants.size(), tenantsMax));
    }
    return List.copyOf(tenants);
  }

  private static TenantId tenant(String item, String project) {
    Matcher matcher = TENANT.matcher(item);
    if (!matcher.matches()) {
      throw unreadable(item);
    }
    String own = matcher.group(2) == null ? project : matcher.group(2);
    return new TenantId(number(matcher.group(1)), own.isEmpty() ? 0 : number(own));
  }

  private static int number(String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException _) {
      throw unreadable(text);
    }
  }

  private static VestigeException unreadable(String item) {
    return VestigeException.invalidInput(
        "reading the tenants: expected account or account:project, unsigned 32-bit numbers with"
            + " commas between, found \""
            + item
            + '"');
  }
}
