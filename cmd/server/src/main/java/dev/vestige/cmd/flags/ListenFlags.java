package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.ADDRESS;
import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.DURATION;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// Where the server listens and how it treats connections.
public final class ListenFlags {
  public static final Flag<List<InetSocketAddress>> HTTP_LISTEN_ADDR =
      Flag.of(
          "httpListenAddr",
          new ListType<>(ADDRESS),
          ":10428",
          Role.ALL,
          "Addresses to serve HTTP at, host:port each. An empty host means every address of the"
              + " machine.");

  public static final Flag<Positional<Boolean>> USE_PROXY_PROTOCOL =
      Flag.of(
          "httpListenAddr.useProxyProtocol",
          new PositionalType<>(BOOL, false),
          "",
          Role.ALL,
          "Whether connections to the -httpListenAddr at the same position begin with a header of"
              + " the proxy protocol, version 1 or 2.");

  public static final Flag<Boolean> ENABLE_TCP6 =
      Flag.of(
          "enableTCP6",
          BOOL,
          "false",
          Role.ALL,
          "Whether an address without a host also listens for IPv6. Only IPv4 by default.");

  public static final Flag<String> PATH_PREFIX =
      Flag.of(
          "http.pathPrefix",
          TEXT,
          "",
          Role.ALL,
          "A path in front of all paths, for use behind a proxy: with /traces the health page is"
              + " /traces/health.");

  public static final Flag<Duration> SHUTDOWN_DELAY =
      Flag.of(
          "http.shutdownDelay",
          DURATION,
          "0s",
          Role.ALL,
          "How long /health answers 503 before the server stops to accept requests, so that load"
              + " balancers can turn to another node.");

  public static final Flag<Duration> MAX_GRACEFUL_SHUTDOWN_DURATION =
      Flag.of(
          "http.maxGracefulShutdownDuration",
          DURATION,
          "7s",
          Role.ALL,
          "How long requests that run at shutdown may take to end before they are broken off.");

  public static final Flag<Duration> CONN_TIMEOUT =
      Flag.of(
          "http.connTimeout",
          DURATION,
          "2m",
          Role.ALL,
          "The age at which a connection is closed once its request is answered, so that clients"
              + " spread over the nodes behind a load balancer. 0 means never.");

  public static final Flag<Duration> IDLE_CONN_TIMEOUT =
      Flag.of(
          "http.idleConnTimeout",
          DURATION,
          "1m",
          Role.ALL,
          "How long a connection may stand without a request before it is closed.");

  public static final Flag<Boolean> DISABLE_KEEP_ALIVE =
      Flag.of(
          "http.disableKeepAlive",
          BOOL,
          "false",
          Role.ALL,
          "Whether to close every connection after one request.");

  public static final Flag<Boolean> DISABLE_RESPONSE_COMPRESSION =
      Flag.of(
          "http.disableResponseCompression",
          BOOL,
          "false",
          Role.ALL,
          "Whether to send answers uncompressed even to clients that accept gzip or zstd. Saves"
              + " CPU, costs network.");

  public static final Flag<Boolean> DISABLE_CORS =
      Flag.of(
          "http.disableCORS",
          BOOL,
          "false",
          Role.ALL,
          "Whether to leave Access-Control-Allow-Origin out of the answers of the query APIs.");

  public static final Flag<String> HEADER_HSTS =
      Flag.of(
          "http.header.hsts",
          TEXT,
          "",
          Role.ALL,
          "Value of the header Strict-Transport-Security of every answer, for instance"
              + " 'max-age=31536000; includeSubDomains'.");

  public static final Flag<String> HEADER_FRAME_OPTIONS =
      Flag.of(
          "http.header.frameOptions",
          TEXT,
          "",
          Role.ALL,
          "Value of the header X-Frame-Options of every answer, for instance DENY.");

  public static final Flag<String> HEADER_CSP =
      Flag.of(
          "http.header.csp",
          TEXT,
          "",
          Role.ALL,
          "Value of the header Content-Security-Policy of every answer, for instance \"default-src"
              + " 'self'\".");

  public static final Flag<Boolean> DISABLE_SERVER_HOSTNAME =
      Flag.of(
          "http.header.disableServerHostname",
          BOOL,
          "false",
          Role.ALL,
          "Whether to leave the header X-Server-Hostname out of the answers.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Listen",
          List.of(
              HTTP_LISTEN_ADDR,
              USE_PROXY_PROTOCOL,
              ENABLE_TCP6,
              PATH_PREFIX,
              SHUTDOWN_DELAY,
              MAX_GRACEFUL_SHUTDOWN_DURATION,
              CONN_TIMEOUT,
              IDLE_CONN_TIMEOUT,
              DISABLE_KEEP_ALIVE,
              DISABLE_RESPONSE_COMPRESSION,
              DISABLE_CORS,
              HEADER_HSTS,
              HEADER_FRAME_OPTIONS,
              HEADER_CSP,
              DISABLE_SERVER_HOSTNAME));

  private ListenFlags() {}
}
