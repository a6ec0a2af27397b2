package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.ADDRESS;
import static dev.vestige.cmd.flags.ScalarType.BOOL;
import static dev.vestige.cmd.flags.ScalarType.DURATION;
import static dev.vestige.cmd.flags.ScalarType.NUMBER;
import static dev.vestige.cmd.flags.ScalarType.PATH;
import static dev.vestige.cmd.flags.ScalarType.SIZE;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// How spans come in.
public final class InsertFlags {
  private static final ScalarType<Long> REQUEST_SIZE = ScalarType.between(SIZE, "1KiB", "1GiB");

  public static final Flag<List<InetSocketAddress>> GRPC_LISTEN_ADDR =
      Flag.of(
          "otlpGRPCListenAddr",
          new ListType<>(ADDRESS),
          "",
          Role.INSERT_AND_STORAGE,
          "Address to accept OTLP over gRPC at, usually :4317. Off when empty. With TLS unless"
              + " -otlpGRPC.tls=false.");

  public static final Flag<Long> TRACES_MAX_REQUEST_SIZE =
      Flag.of(
          "opentelemetry.traces.maxRequestSize",
          REQUEST_SIZE,
          "64MiB",
          Role.INSERT_AND_STORAGE,
          "Largest OTLP request, as sent and as unpacked.");

  public static final Flag<Long> INTERNAL_MAX_REQUEST_SIZE =
      Flag.of(
          "internalinsert.maxRequestSize",
          REQUEST_SIZE,
          "64MiB",
          Role.STORAGE,
          "Largest request at /internal/insert, as sent and as unpacked.");

  public static final Flag<Integer> MAX_CONCURRENT_INSERTS =
      Flag.computed(
          "maxConcurrentInserts",
          ScalarType.atLeast(NUMBER, "1"),
          "2 per CPU core",
          () -> 2 * Runtime.getRuntime().availableProcessors(),
          Role.INSERT_AND_STORAGE,
          "How many requests with spans are worked on at once; more wait, see"
              + " -insert.maxQueueDuration.");

  public static final Flag<Duration> MAX_QUEUE_DURATION =
      Flag.of(
          "insert.maxQueueDuration",
          DURATION,
          "1m",
          Role.INSERT_AND_STORAGE,
          "How long a request with spans waits for its turn before it is answered with 503.");

  public static final Flag<Integer> MAX_FIELDS_PER_LINE =
      Flag.of(
          "insert.maxFieldsPerLine",
          ScalarType.between(NUMBER, "1", "2000"),
          "1000",
          Role.INSERT_AND_STORAGE,
          "Most fields of one span; spans with more are refused.");

  public static final Flag<Long> TRUNCATE_VALUES_TO =
      Flag.of(
          "insert.truncateValuesTo",
          ScalarType.between(SIZE, "0", "2MiB"),
          "0",
          Role.INSERT_AND_STORAGE,
          "Longer text and bytes values of attributes are cut to this size. Left whole when 0.");

  public static final Flag<String> TENANT_LIMITS_FILE =
      Flag.of(
          "insert.tenantLimitsFile",
          PATH,
          "",
          Role.INSERT_AND_STORAGE,
          "File with what each tenant may send, a line like '12:0 spans_per_second=20000"
              + " active_streams=5000' for each and one with * for all others. Read again when it"
              + " changes.");

  public static final Flag<String> DEFAULT_MSG_VALUE =
      Flag.of(
          "defaultMsgValue",
          TEXT,
          "-",
          Role.INSERT_AND_STORAGE,
          "Value of the field _msg of rows that come without it from other nodes.");

  public static final Flag<Boolean> DISABLE =
      Flag.of(
          "insert.disable",
          BOOL,
          "false",
          Role.ALL,
          "Whether to refuse /insert/*, /internal/insert and OTLP over gRPC.");

  public static final Flag<Boolean> INTERNAL_DISABLE =
      Flag.of(
          "internalinsert.disable",
          BOOL,
          "false",
          Role.STORAGE,
          "Whether to refuse /internal/insert.");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Insert",
          List.of(
              GRPC_LISTEN_ADDR,
              TRACES_MAX_REQUEST_SIZE,
              INTERNAL_MAX_REQUEST_SIZE,
              MAX_CONCURRENT_INSERTS,
              MAX_QUEUE_DURATION,
              MAX_FIELDS_PER_LINE,
              TRUNCATE_VALUES_TO,
              TENANT_LIMITS_FILE,
              DEFAULT_MSG_VALUE,
              DISABLE,
              INTERNAL_DISABLE));

  private InsertFlags() {}
}
