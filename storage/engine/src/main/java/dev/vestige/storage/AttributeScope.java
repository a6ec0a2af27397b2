package dev.vestige.storage;

/// Where an attribute stands; its LogsQL field name begins with the prefix.
public enum AttributeScope {
  RESOURCE("resource_attr:", 0),
  SCOPE("scope_attr:", 1),
  SPAN("span_attr:", 2),
  /// `event:event_attr:KEY:N`, with the event's number behind the key.
  EVENT("event:event_attr:", 3),
  /// `link:link_attr:KEY:N`, with the link's number behind the key.
  LINK("link:link_attr:", 4);

  private final String prefix;
  private final int code;

  AttributeScope(String prefix, int code) {
    this.prefix = prefix;
    this.code = code;
  }

  /// A small number, unique and stable.
  int code() {
    return code;
  }

  public String prefix() {
    return prefix;
  }
}
