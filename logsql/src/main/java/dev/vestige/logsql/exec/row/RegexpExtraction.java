package dev.vestige.logsql.exec.row;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.vestige.base.Cancellation;
import dev.vestige.logsql.exec.filter.RequiredTexts;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `extract_regexp`: the named groups of the first match.
final class RegexpExtraction implements Extraction {
  private final Matcher matcher;
  private final RequiredTexts required;
  private final int[] groups;
  private final Cancellation cancellation;

  /// @param names the fields of the collector, in its order
  RegexpExtraction(String expression, List<String> names, Cancellation cancellation) {
    Pattern pattern = Pattern.compile(expression);
    this.matcher = pattern.matcher("");
    this.required = RequiredTexts.of(expression);
    this.groups = names.stream().mapToInt(name -> pattern.namedGroups().get(name)).toArray();
    this.cancellation = cancellation;
  }

  static List<String> names(String expression) {
    return List.copyOf(Pattern.compile(expression).namedGroups().keySet());
  }

  @Override
  public void extract(byte[] bytes, int from, int to, FieldCollector fields) {
    if (!required.mayMatch(bytes, from, to)) {
      return;
    }
    cancellation.check();
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    matcher.reset(text);
    if (!matcher.find()) {
      return;
    }
    for (int i = 0; i < groups.length; i++) {
      int start = matcher.start(groups[i]);
      if (start >= 0) {
        ReplaceRegexp.put(text, start, matcher.end(groups[i]), fields.open(i));
      }
    }
  }
}
