package dev.vestige.insert.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.VestigeException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsertOptionsTest {
  private record Source(Map<String, String> arguments, Map<String, String> headers)
      implements OptionSource {
    @Override
    public Optional<String> argument(String name) {
      return Optional.ofNullable(arguments.get(name));
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  private static InsertOptions arguments(String name, String value) {
    return InsertOptions.of(new Source(Map.of(name, value), Map.of()));
  }

  @Test
  void nothing_is_wanted_by_default() {
    assertThat(InsertOptions.of(OptionSource.NONE)).isSameAs(InsertOptions.NONE);
  }

  @Test
  void arguments_win_over_headers_and_new_headers_over_old_ones() {
    Map<String, String> headers =
        Map.of("VT-Extra-Fields", "env=new", "VL-Extra-Fields", "env=old", "VL-Debug", "1");
    assertThat(InsertOptions.of(new Source(Map.of(), headers)).extraFields())
        .isEqualTo(Map.of("env", "new"));
    InsertOptions options =
        InsertOptions.of(new Source(Map.of("extra_fields", "team=a", "debug", "f"), headers));
    assertThat(options.extraFields()).isEqualTo(Map.of("team", "a"));
    assertThat(options.debug()).isFalse();
    assertThat(InsertOptions.of(new Source(Map.of("extra_fields", ""), headers)).extraFields())
        .isEqualTo(Map.of("env", "new"));
  }

  @Test
  void a_value_may_have_equal_signs() {
    assertThat(arguments("extra_fields", "team=a=b,env=x").extraFields())
        .isEqualTo(Map.of("team", "a=b", "env", "x"));
  }

  @Test
  void fields_and_names_keep_the_order_in_which_they_are_given() {
    InsertOptions options = arguments("extra_fields", "z=1,b=2,y=3,c=4,x=5,d=6");
    assertThat(options.extraFields().keySet()).containsExactly("z", "b", "y", "c", "x", "d");
    FieldPatterns ignored = arguments("ignore_fields", "z,b,y,c,x,d").ignored();
    assertThat(ignored.names()).containsExactly("z", "b", "y", "c", "x", "d");
  }

  @Test
  void the_two_fields_that_always_make_up_the_stream_are_not_named_again() {
    assertThat(
            arguments("_stream_fields", "name,team,resource_attr:service.name,team").streamFields())
        .containsExactly("team");
  }

  @Test
  void a_star_stands_for_the_rest_of_a_name() {
    FieldPatterns ignored = arguments("ignore_fields", "trace_id, span_attr:*").ignored();
    assertThat(ignored.matches("trace_id")).isTrue();
    assertThat(ignored.matches("span_attr:a")).isTrue();
    assertThat(ignored.matches("span_id")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"team=", "=x", "team", "a=b,c", "_time=5", "_stream={}"})
  void extra_fields_that_cannot_be_are_refused(String list) {
    assertThatThrownBy(() -> arguments("extra_fields", list))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("extra_fields");
  }

  @ParameterizedTest
  @CsvSource({"1, true", "t, true", "TRUE, true", "True, true", "0, false", "False, false"})
  void debug_is_a_boolean(String text, boolean expected) {
    assertThat(arguments("debug", text).debug()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "yes", "2", "tRUE"})
  void anything_else_is_no_boolean(String text) {
    assertThatThrownBy(() -> arguments("debug", text))
        .hasMessageContaining("debug has \"" + text + "\", expected true or false");
  }

  @Test
  void a_list_may_have_a_hundred_names_and_not_one_more() {
    String hundred =
        IntStream.range(0, 100).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
    assertThat(arguments("_stream_fields", hundred).streamFields()).hasSize(100);
    assertThatThrownBy(() -> arguments("_stream_fields", hundred + ",f"))
        .hasMessageContaining("101 names, at most 100");
  }
}
