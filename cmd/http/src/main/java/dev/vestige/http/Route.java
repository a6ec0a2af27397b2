package dev.vestige.http;

/// One way in.
///
/// @param name what metrics call it
record Route(String name, Endpoint endpoint, RouteOptions options) {}
