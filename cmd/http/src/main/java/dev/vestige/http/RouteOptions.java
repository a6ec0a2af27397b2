package dev.vestige.http;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How a route is served. Start from [#DEFAULT] and replace parts.
///
/// @param methods the methods that are allowed; empty for all
/// @param access who may use it
/// @param gate what requests pass before their endpoint runs, if anything
/// @param around what stands around the endpoint, behind the gate
public record RouteOptions(
    List<String> methods,
    Access access,
    @Nullable AdmissionGate gate,
    UnaryOperator<Endpoint> around) {
  public static final RouteOptions DEFAULT =
      new RouteOptions(List.of(), new Access.Credentials(), null, UnaryOperator.identity());

  /// Open to everyone.
  public static final RouteOptions OPEN = DEFAULT.with(new Access.Open());

  /// GET implies HEAD.
  public RouteOptions withMethods(String... allowed) {
    return new RouteOptions(List.of(allowed), access, gate, around);
  }

  public RouteOptions with(Access newAccess) {
    return new RouteOptions(methods, newAccess, gate, around);
  }

  public RouteOptions with(AuthKey key) {
    return with(new Access.Key(key));
  }

  public RouteOptions with(AdmissionGate newGate) {
    return new RouteOptions(methods, access, newGate, around);
  }

  public RouteOptions around(UnaryOperator<Endpoint> newAround) {
    return new RouteOptions(methods, access, gate, newAround);
  }

  boolean allows(String method) {
    return methods.isEmpty()
        || methods.contains(method)
        || (method.equals("HEAD") && methods.contains("GET"));
  }
}
