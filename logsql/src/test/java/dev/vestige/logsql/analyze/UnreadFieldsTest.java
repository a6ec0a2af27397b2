package dev.vestige.logsql.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.logsql.LogsQl;
import dev.vestige.logsql.ParseOptions;
import dev.vestige.logsql.Query;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadFieldsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          * | unpack_json from a fields (b) | fields b;      * | unpack_json from a fields (b) | fields b
          * | unpack_json from a fields (b) | fields c;      * | fields c
          * | unpack_json from a | fields c;                 * | unpack_json from a | fields c
          * | unpack_json from a | count() n;                * | stats count(*) as n
          * | unpack_logfmt from a fields (b) result_prefix z | fields zb; * | fields zb
          * | unpack_logfmt from a fields (b*) | fields bc;  * | unpack_logfmt from a fields (b*) | fields bc
          """)
  void unpacking_what_nobody_reads_is_left_out(String query, String left) {
    Query parsed = LogsQl.parse(query, ParseOptions.at(0));
    Query rest = new Query(parsed.options(), parsed.filter(), UnreadFields.leftOut(parsed.pipes()));
    assertThat(rest).isEqualTo(LogsQl.parse(left, ParseOptions.at(0)));
  }
}
