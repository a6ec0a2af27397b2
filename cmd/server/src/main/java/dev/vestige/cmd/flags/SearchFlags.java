package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.DURATION;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.PATH;
import static dev.vestige.cmd.flags.ScalarType.SIZE;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How queries are answered.
public final class SearchFlags {
  private static final ScalarType<Integer> AT_LEAST_ONE = ScalarType.atLeast(NUMBER, "1");
  private static final int CONCURRENT_REQUESTS_MAX = 16;

  public static final Flag<Integer> MAX_CONCURRENT_REQUESTS =
      Flag.computed(
          "search.maxConcurrentRequests",
          AT_LEAST_ONE,
          "2 per CPU core, 16 at most",
          () -> Math.min(CONCURRENT_REQUESTS_MAX, 2 * Runtime.getRuntime().availableProcessors()),
          Role.SELECT_AND_STORAGE,
          "How many queries run at once, and four times as many reads of single traces; more wait,"
              + " see -search.maxQueueDuration.");

  public static final Flag<Duration> MAX_QUEUE_DURATION =
      Flag.of(
          "search.maxQueueDuration",
          DURATION,
          "10s",
          Role.SELECT_AND_STORAGE,
          "How long a query waits for its turn before it is answered with 503.");

  public static final Flag<Duration> MAX_QUERY_DURATION =
      Flag.of(
          "search.maxQueryDuration",
          ScalarType.atLeast(DURATION, "1ms"),
          "30s",
          Role.SELECT_AND_STORAGE,
          "How long a query may run. The argument timeout can ask for less.");

  public static final Flag<Duration> MAX_QUERY_TIME_RANGE =
      Flag.of(
          "search.maxQueryTimeRange",
          DURATION,
          "0s",
          Role.SELECT_AND_STORAGE,
          "Longest time range a query may cover. 0 means no bound.");

  public static final Flag<Long> MAX_QUERY_LEN =
      Flag.of(
          "search.maxQueryLen",
          SIZE,
          "16KiB",
          Role.SELECT_AND_STORAGE,
          "Longest text of a query, at most 10MiB and a 256th of the heap.");

  public static final Flag<Duration> LOG_SLOW_QUERY_DURATION =
      Flag.of(
          "search.logSlowQueryDuration",
          DURATION,
          "5s",
          Role.SELECT_AND_STORAGE,
          "Queries that run longer are logged with what they asked and read, and counted in"
              + " vt_slow_queries_total. 0 means none.");

  public static final Flag<Duration> LATENCY_OFFSET =
      Flag.of(
          "search.latencyOffset",
          DURATION,
          "0s",
          Role.SELECT_AND_STORAGE,
          "Age below which spans are left out of answers, to wait for late ones.");

  public static final Flag<Boolean> ALLOW_PARTIAL_RESPONSE =
      Flag.of(
          "search.allowPartialResponse",
          BOOL,
          "false",
          Role.SELECT,
          "Whether to answer with what the other nodes have when a -storageNode is down. The"
              + " argument allow_partial_response overrides it.");

  public static final Flag<Integer> MAX_TENANTS_PER_QUERY =
      Flag.of(
          "search.maxTenantsPerQuery",
          ScalarType.between(NUMBER, "1", "1000"),
          "1",
          Role.SELECT_AND_STORAGE,
          "How many tenants a LogsQL query may ask at once, listed in the header AccountID as in"
              + " 12:0,12:7. With 1, a query is for one tenant.");

  public static final Flag<Integer> MAX_TRACES =
      Flag.of(
          "search.maxTraces",
          AT_LEAST_ONE,
          "1000",
          Role.SELECT_AND_STORAGE,
          "Most traces in one answer; a larger limit is cut to this.");

  public static final Flag<Integer> MAX_TAGS =
      Flag.of(
          "search.maxTags",
          AT_LEAST_ONE,
          "1000",
          Role.SELECT_AND_STORAGE,
          "Most service names, operations or tags in one answer.");

  public static final Flag<Duration> STREAM_FIELDS_LOOKBEHIND =
      Flag.of(
          "search.streamFieldsLookbehind",
          DURATION,
          "3d",
          Role.SELECT_AND_STORAGE,
          "How far back services and operations are looked for.");

  public static final Flag<Duration> TRACE_NAME_LOOKBEHIND =
      Flag.of(
          "search.traceServiceAndSpanNameLookbehind",
          DURATION,
          "7d",
          Role.SELECT_AND_STORAGE,
          "Older name of -search.streamFieldsLookbehind, which wins when both are set.");

  public static final Flag<Integer> TRACE_MAX_SERVICE_NAME_LIST =
      Flag.of(
          "search.traceMaxServiceNameList",
          AT_LEAST_ONE,
          "1000",
          Role.SELECT_AND_STORAGE,
          "Most names in an answer of /select/jaeger/api/services. Older than -search.maxTags.");

  public static final Flag<Integer> TRACE_MAX_SPAN_NAME_LIST =
      Flag.of(
          "search.traceMaxSpanNameList",
          AT_LEAST_ONE,
          "1000",
          Role.SELECT_AND_STORAGE,
          "Most names in an answer of /select/jaeger/api/services/*/operations. Older than"
              + " -search.maxTags.");

  public static final Flag<Optional<URI>> VMALERT_PROXY_URL =
      Flag.of(
              "vmalert.proxyURL",
              new ScalarType<>("url", "", UrlSyntax::parseIfAny),
              "",
              Role.SELECT_AND_STORAGE,
              "Address of a vmalert that /select/vmalert/* is passed on to. May hold a user and"
                  + " password, so it is hidden wherever flags are shown.")
          .masked();

  public static final Flag<String> VMUI_LINKS_FILE =
      Flag.of(
          "vmui.linksFile",
          PATH,
          "",
          Role.SELECT_AND_STORAGE,
          "File in JSON with links that the web UI puts beside the values of a field, such as"
              + " [{\"field\":\"resource_attr:k8s.pod.name\",\"url\":\"https://logs/?pod={value}\","
              + "\"text\":\"Logs\"}]; those without a field stand in a menu above its pages. Read at"
              + " the start.");

  public static final Flag<Boolean> DISABLE =
      Flag.of(
          "select.disable",
          BOOL,
          "false",
          Role.ALL,
          "Whether to refuse /select/* and /internal/select/*.");

  public static final Flag<Boolean> INTERNAL_DISABLE =
      Flag.of(
          "internalselect.disable",
          BOOL,
          "false",
          Role.STORAGE,
          "Whether to refuse /internal/select/*.");

  public static final Flag<Integer> INTERNAL_MAX_CONCURRENT_REQUESTS =
      Flag.of(
          "internalselect.maxConcurrentRequests",
          AT_LEAST_ONE,
          "8",
          Role.STORAGE,
          "How many queries of other nodes run at once at /internal/select/*.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Search",
          List.of(
              MAX_CONCURRENT_REQUESTS,
              MAX_QUEUE_DURATION,
              MAX_QUERY_DURATION,
              MAX_QUERY_TIME_RANGE,
              MAX_QUERY_LEN,
              LOG_SLOW_QUERY_DURATION,
              LATENCY_OFFSET,
              ALLOW_PARTIAL_RESPONSE,
              MAX_TENANTS_PER_QUERY,
              MAX_TRACES,
              MAX_TAGS,
              STREAM_FIELDS_LOOKBEHIND,
              TRACE_NAME_LOOKBEHIND,
              TRACE_MAX_SERVICE_NAME_LIST,
              TRACE_MAX_SPAN_NAME_LIST,
              VMALERT_PROXY_URL,
              VMUI_LINKS_FILE,
              DISABLE,
              INTERNAL_DISABLE,
              INTERNAL_MAX_CONCURRENT_REQUESTS));

  private SearchFlags() {}
}
