package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlagParserTest {
  private static Flags parse(String... words) {
    return Flags.parse(List.of(words), Map.of());
  }

  private static UsageException refused(String... words) {
    return refused(Map.of(), words);
  }

  private static UsageException refused(Map<String, String> environment, String... words) {
    try {
      Flags.parse(List.of(words), environment);
    } catch (UsageException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
      return e;
    }
    throw new AssertionError("expected a refusal of " + List.of(words));
  }

  @Test
  void a_value_stands_behind_an_equals_sign_or_in_the_next_word() {
    for (Flags flags :
        List.of(
            parse("-retentionPeriod=3d"),
            parse("--retentionPeriod=3d"),
            parse("-retentionPeriod", "3d"),
            parse("--retentionPeriod", "3d"))) {
      assertThat(flags.get(RetentionFlags.RETENTION_PERIOD)).isEqualTo(Duration.ofDays(3));
      assertThat(flags.isSet(RetentionFlags.RETENTION_PERIOD)).isTrue();
    }
  }

  @Test
  void the_next_word_is_the_value_even_when_it_begins_with_a_dash() {
    assertThat(parse("-storageDataPath", "-x").get(StorageFlags.STORAGE_DATA_PATH)).isEqualTo("-x");
  }

  @Test
  void a_boolean_stands_alone_or_has_its_value_behind_an_equals_sign() {
    assertThat(parse("-enableTCP6").get(ListenFlags.ENABLE_TCP6)).isTrue();
    assertThat(parse("-enableTCP6=1").get(ListenFlags.ENABLE_TCP6)).isTrue();
    assertThat(parse("-enableTCP6=F").get(ListenFlags.ENABLE_TCP6)).isFalse();
    assertThat(parse().get(ListenFlags.ENABLE_TCP6)).isFalse();
  }

  @Test
  void words_behind_a_boolean_are_left_over_as_in_go() {
    UsageException e = refused("-tls", "false");
    assertThat(e.exitCode()).isEqualTo(1);
    assertThat(e).hasMessageContaining("unprocessed command-line args left: [false]");
    assertThat(refused("-enableTCP6", "x", "-nosuch")).hasMessageContaining("[x -nosuch]");
    assertThat(refused("-enableTCP6", "--", "y")).hasMessageContaining("[-- y]");
  }

  @Test
  void an_unknown_command_is_a_usage_error() {
    UsageException e = refused("foo", "-tls");
    assertThat(e.exitCode()).isEqualTo(2);
    assertThat(e).hasMessageContaining("\"foo\"").hasMessageContaining("-help");
    assertThat(refused("-").exitCode()).isEqualTo(2);
    assertThat(parse("--").isSet(GeneralFlags.HELP)).isFalse();
  }

  @Test
  void an_unknown_flag_is_named_with_what_may_have_been_meant() {
    assertThat(refused("-nosuch"))
        .hasMessageContaining("flag provided but not defined: -nosuch")
        .hasMessageContaining("-help");
    assertThat(refused("-retentionperiod=3d"))
        .hasMessageContaining("did you mean -retentionPeriod?");
    assertThat(refused("-search.maxQueryDurations=3s"))
        .hasMessageContaining("did you mean -search.maxQueryDuration?");
    assertThat(refused("-httpListenAdr=:1").exitCode()).isEqualTo(2);
    assertThat(refused("-x".repeat(10_000))).hasMessageContaining("not defined");
  }

  @Test
  void broken_flag_syntax_is_refused() {
    for (String word : List.of("---tls", "-=x", "--=x")) {
      assertThat(refused(word)).hasMessageContaining("bad flag syntax: " + word);
    }
  }

  @Test
  void a_flag_at_the_end_without_its_value_is_refused() {
    assertThat(refused("-storageDataPath"))
        .hasMessageContaining("flag needs an argument: -storageDataPath");
  }

  @Test
  void a_bad_value_is_named_with_what_was_expected() {
    assertThat(refused("-retentionPeriod=abc"))
        .hasMessageContaining("invalid value \"abc\" for flag -retentionPeriod: expected");
    assertThat(refused("-inmemoryDataFlushInterval=x"))
        .hasMessageContaining("invalid value \"x\" for flag -inmemoryDataFlushInterval");
    assertThat(refused("-tls=maybe")).hasMessageContaining("-tls: expected true or false");
    assertThat(refused("-search.maxConcurrentRequests=many"))
        .hasMessageContaining("-search.maxConcurrentRequests: expected a whole number");
    assertThat(refused("-loggerFormat=xml")).hasMessageContaining("one of default, json");
    assertThat(refused("-loggerTimezone=Nowhere/Land")).hasMessageContaining("time zone");
    assertThat(refused("-memory.allowedPercent=abc")).hasMessageContaining("a number such as");
  }

  @Test
  void a_value_outside_its_range_is_refused() {
    assertThat(refused("-retentionPeriod=23h")).hasMessageContaining("expected 1d to 100y");
    assertThat(parse("-retentionPeriod=1d").get(RetentionFlags.RETENTION_PERIOD)).hasDays(1);
    assertThat(refused("-inmemoryDataFlushInterval=999ms")).hasMessageContaining("at least 1s");
    assertThat(refused("-insert.maxFieldsPerLine=2001")).hasMessageContaining("1 to 2000");
    assertThat(refused("-memory.allowedPercent=100.5")).hasMessageContaining("1 to 100");
    assertThat(refused("-search.maxTraces=0")).hasMessageContaining("at least 1");
  }

  @Test
  void the_last_of_repeated_scalars_counts() {
    Flags flags = parse("-retentionPeriod=1d", "-retentionPeriod=2d");
    assertThat(flags.get(RetentionFlags.RETENTION_PERIOD)).hasDays(2);
  }

  @Test
  void lists_grow_by_repetition_and_by_commas() {
    Flags flags = parse("-storageNode=a:1,b:2", "-storageNode=\"c,d\"", "-storageNode=");
    assertThat(flags.get(ClusterFlags.STORAGE_NODE)).containsExactly("a:1", "b:2", "c,d");
    assertThat(parse("-httpListenAddr=127.0.0.1:1,:2").get(ListenFlags.HTTP_LISTEN_ADDR))
        .extracting(InetSocketAddress::getPort)
        .containsExactly(1, 2);
  }

  @Test
  void values_by_position_go_by_their_place_or_for_all() {
    Flags one = parse("-storageNode=a,b,c", "-storageNode.username=u");
    assertThat(one.get(ClusterFlags.USERNAME).at(2)).isEqualTo("u");
    Flags some =
        parse("-storageNode=a,b,c", "-storageNode.username=u,,w", "-storageNode.tls=true,0");
    assertThat(some.get(ClusterFlags.USERNAME).at(1)).isEmpty();
    assertThat(some.get(ClusterFlags.USERNAME).at(2)).isEqualTo("w");
    assertThat(some.get(ClusterFlags.TLS).at(0)).isTrue();
    assertThat(some.get(ClusterFlags.TLS).at(1)).isFalse();
    assertThat(some.get(ClusterFlags.TLS).at(2)).isFalse();
    assertThat(parse().get(ClusterFlags.USERNAME).at(0)).isEmpty();
  }

  @Test
  void one_element_past_the_longest_list_is_refused() {
    String most = "a" + ",a".repeat(Limits.LIST_ITEMS_MAX - 1);
    assertThat(parse("-storageNode=" + most).get(ClusterFlags.STORAGE_NODE))
        .hasSize(Limits.LIST_ITEMS_MAX);
    assertThat(refused("-storageNode=" + most + ",a"))
        .hasMessageContaining("at most 4096 elements");
  }

  @Test
  void one_character_past_the_longest_value_is_refused() {
    String longest = "x".repeat(Limits.VALUE_CHARS_MAX);
    assertThat(parse("-http.header.csp=" + longest).get(ListenFlags.HEADER_CSP)).isEqualTo(longest);
    assertThat(refused("-http.header.csp=x" + longest)).hasMessageContaining("at most 65536");
  }

  @Test
  void environment_variables_are_put_into_values() {
    Map<String, String> environment = Map.of("DAYS", "3", "PERIOD", "%{DAYS}d", "A.B-c", "q");
    Flags flags = Flags.parse(List.of("-retentionPeriod=%{PERIOD}"), environment);
    assertThat(flags.get(RetentionFlags.RETENTION_PERIOD)).hasDays(3);
    Flags path = Flags.parse(List.of("-storageDataPath=%{A.B-c}/$1%{}%{1}"), environment);
    assertThat(path.get(StorageFlags.STORAGE_DATA_PATH)).isEqualTo("q/$1%{}%{1}");
  }

  @Test
  void a_missing_or_circular_environment_variable_is_named() {
    assertThat(refused("-storageDataPath=%{NO_SUCH_VAR_HERE}"))
        .hasMessageContaining("NO_SUCH_VAR_HERE is not set");
    assertThat(refused(Map.of("A", "%{B}", "B", "x%{A}"), "-storageDataPath=%{A}"))
        .hasMessageContaining("leads back to itself");
  }

  @Test
  void environment_variables_cannot_blow_a_value_up() {
    String ten = "%{A}".repeat(10);
    Map<String, String> environment =
        Map.of(
            "A",
            "%{B}".repeat(10),
            "B",
            "%{C}".repeat(10),
            "C",
            "%{D}".repeat(10),
            "D",
            "%{E}".repeat(10),
            "E",
            "%{F}".repeat(10),
            "F",
            "%{G}".repeat(10),
            "G",
            "x".repeat(1000));
    assertThat(refused(environment, "-storageDataPath=" + ten)).hasMessageContaining("longer than");
  }

  @Test
  void flags_come_from_the_environment_when_that_is_enabled() {
    Map<String, String> environment =
        Map.of(
            "search_maxQueryDuration", "7s", "retentionPeriod", "4d", "version", "1", "help", "x");
    Flags off = Flags.parse(List.of(), environment);
    assertThat(off.isSet(SearchFlags.MAX_QUERY_DURATION)).isFalse();
    Flags on = Flags.parse(List.of("-envflag.enable", "-retentionPeriod=3d"), environment);
    assertThat(on.get(SearchFlags.MAX_QUERY_DURATION)).hasSeconds(7);
    assertThat(on.get(RetentionFlags.RETENTION_PERIOD)).hasDays(3);
    assertThat(on.get(GeneralFlags.VERSION)).isFalse();
  }

  @Test
  void environment_variables_may_have_a_prefix() {
    Map<String, String> environment = Map.of("V_storageNode", "a,b", "retentionPeriod", "4d");
    Flags flags = Flags.parse(List.of("-envflag.enable", "-envflag.prefix=V_"), environment);
    assertThat(flags.get(ClusterFlags.STORAGE_NODE)).containsExactly("a", "b");
    assertThat(flags.isSet(RetentionFlags.RETENTION_PERIOD)).isFalse();
  }

  @Test
  void a_bad_value_in_the_environment_is_named_with_its_variable() {
    assertThat(refused(Map.of("retentionPeriod", "abc"), "-envflag.enable"))
        .hasMessageContaining("-retentionPeriod (environment variable retentionPeriod)");
  }

  @Test
  void the_value_of_a_masked_flag_is_not_told_in_an_error() {
    assertThat(refused("-pushmetrics.url=http://u:pw@h/%{NOPE}"))
        .hasMessageContaining("\"secret\"")
        .hasMessageNotContaining("pw@");
  }

  @Test
  void a_long_bad_value_is_cut_in_the_error() {
    assertThat(refused("-search.maxTraces=" + "9".repeat(10_000)).getMessage())
        .hasSizeLessThan(300);
  }

  @Test
  void every_flag_survives_hostile_values() {
    List<String> values =
        List.of(
            "",
            " ",
            "-",
            "\0",
            "%{",
            "%{}",
            ",",
            ",,,",
            "\"",
            "()[",
            "9".repeat(400),
            "-1",
            "NaN",
            "é🙂",
            "1e999999999");
    for (Flag<?> flag : FlagTable.VESTIGE.all()) {
      for (String value : values) {
        try {
          Flags.parse(List.of(flag + "=" + value), Map.of()).shown();
        } catch (UsageException e) {
          assertThat(e.getMessage()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void a_message_tells_the_kind_of_error() {
    assertThatThrownBy(() -> parse("-nosuch")).isInstanceOf(UsageException.class);
  }
}
