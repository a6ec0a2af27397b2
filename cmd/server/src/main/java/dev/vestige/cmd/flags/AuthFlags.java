package dev.vestige.cmd.flags;

import static dev.vestige.cmd.flags.ScalarType.SECRET;
import static dev.vestige.cmd.flags.ScalarType.TEXT;

import java.util.List;

/// Who may ask what. A secret may be given as it is, or as the file or address it is read from.
public final class AuthFlags {
  public static final Flag<String> HTTP_AUTH_USERNAME =
      Flag.of(
          "httpAuth.username",
          TEXT,
          "",
          Role.ALL,
          "User of HTTP basic authentication, which is off when this is empty.");

  public static final Flag<Secret> HTTP_AUTH_PASSWORD =
      Flag.of("httpAuth.password", SECRET, "", Role.ALL, "Password of HTTP basic authentication.");

  public static final Flag<Secret> METRICS_AUTH_KEY = key("metricsAuthKey", Role.ALL, "/metrics");

  public static final Flag<Secret> FLAGS_AUTH_KEY = key("flagsAuthKey", Role.ALL, "/flags");

  public static final Flag<Secret> PPROF_AUTH_KEY = key("pprofAuthKey", Role.ALL, "/debug/*");

  public static final Flag<Secret> FORCE_FLUSH_AUTH_KEY =
      key("forceFlushAuthKey", Role.STORAGE, "/internal/force_flush");

  public static final Flag<Secret> FORCE_MERGE_AUTH_KEY =
      key("forceMergeAuthKey", Role.STORAGE, "/internal/force_merge");

  public static final Flag<Secret> PARTITION_MANAGE_AUTH_KEY =
      key("partitionManageAuthKey", Role.STORAGE, "/internal/partition/*");

  public static final Flag<Secret> LOG_NEW_STREAMS_AUTH_KEY =
      key("logNewStreamsAuthKey", Role.STORAGE, "/internal/log_new_streams");

  public static final Flag<Secret> PIN_AUTH_KEY =
      key(
          "pinAuthKey",
          Role.SELECT_AND_STORAGE,
          "/select/traces/api/pins/* and /select/jaeger/api/archive/*");

  public static final Flag<Secret> INTERNAL_INSERT_AUTH_KEY =
      key("internalInsertAuthKey", Role.ALL, "/internal/insert*");

  public static final Flag<Secret> INTERNAL_SELECT_AUTH_KEY =
      key("internalSelectAuthKey", Role.ALL, "/internal/select/* and /internal/delete/*");

  static final FlagGroup GROUP =
      new FlagGroup(
          "Authentication",
          List.of(
              HTTP_AUTH_USERNAME,
              HTTP_AUTH_PASSWORD,
              METRICS_AUTH_KEY,
              FLAGS_AUTH_KEY,
              PPROF_AUTH_KEY,
              FORCE_FLUSH_AUTH_KEY,
              FORCE_MERGE_AUTH_KEY,
              PARTITION_MANAGE_AUTH_KEY,
              LOG_NEW_STREAMS_AUTH_KEY,
              PIN_AUTH_KEY,
              INTERNAL_INSERT_AUTH_KEY,
              INTERNAL_SELECT_AUTH_KEY));

  private AuthFlags() {}

  private static Flag<Secret> key(String name, Role role, String path) {
    return Flag.of(
        name,
        SECRET,
        "",
        role,
        "Key that "
            + path
            + " asks for in the argument authKey. With it, the user and password of -httpAuth.*"
            + " are neither needed nor of use there.");
  }
}
