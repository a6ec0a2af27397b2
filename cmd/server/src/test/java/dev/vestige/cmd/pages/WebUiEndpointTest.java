package dev.vestige.cmd.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebUiEndpointTest {
  private static final Pattern REFERENCE = Pattern.compile("static/[A-Za-z0-9_.-]+\\.(js|css)");

  private final WebUiEndpoint ui = new WebUiEndpoint();

  private TestExchange get(String file) throws IOException {
    return TestExchange.at(ui, WebUiEndpoint.ROOT + file, Map.of());
  }

  @Test
  void the_page_and_all_files_it_leads_to_are_in_the_jar() throws IOException {
    TestExchange page = get("");
    assertThat(page.contentType).isEqualTo("text/html; charset=utf-8");
    assertThat(page.headers).containsEntry("Cache-Control", "no-cache");
    List<String> files = references(page.text());
    assertThat(files).hasSizeGreaterThanOrEqualTo(2);
    for (String file : files) {
      TestExchange answer = get(file);
      assertThat(answer.status).isEqualTo(200);
      assertThat(answer.headers.get("Cache-Control")).contains("immutable");
      for (String next : references(answer.text())) {
        assertThat(get(next).status).isEqualTo(200);
      }
    }
  }

  private static List<String> references(String text) {
    return REFERENCE.matcher(text).results().map(MatchResult::group).distinct().toList();
  }

  @Test
  void the_page_allows_no_inline_code() throws IOException {
    TestExchange page = get("index.html");
    assertThat(page.headers.get("Content-Security-Policy"))
        .startsWith("default-src 'self';")
        .doesNotContain("unsafe");
    assertThat(page.text()).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("<style");
  }

  @Test
  void files_go_out_packed_to_those_who_can_unpack_them() throws IOException {
    String plain = get("").text();
    TestExchange packed =
        TestExchange.at(ui, WebUiEndpoint.ROOT, Map.of("Accept-Encoding", "br, gzip"));
    assertThat(packed.headers).containsEntry("Content-Encoding", "gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body))) {
      assertThat(in.readAllBytes())
          .isEqualTo(plain.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.js",
        "static/",
        "static",
        "../pages/favicon.ico",
        "static/../index.html",
        "a/b/c.js",
        ".html"
      })
  void nothing_else_is_served(String file) {
    assertThatThrownBy(() -> get(file))
        .isInstanceOfSatisfying(
            VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND));
  }
}
