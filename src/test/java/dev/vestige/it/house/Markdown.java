package dev.vestige.it.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The links and headings of a Markdown file; what stands in code fences or backticks is neither.
record Markdown(List<String> links, List<String> anchors) {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  static Markdown parse(List<String> lines) {
    var links = new ArrayList<String>();
    var anchors = new ArrayList<String>();
    boolean fenced = false;
    for (String line : lines) {
      if (line.stripLeading().startsWith("```")) {
        fenced = !fenced;
      } else if (!fenced && line.startsWith("#")) {
        anchors.add(anchor(line));
      } else if (!fenced) {
        LINK.matcher(CODE.matcher(line).replaceAll(""))
            .results()
            .forEach(link -> links.add(link.group(1)));
      }
    }
    return new Markdown(links, anchors);
  }

  /// As the usual renderers do: lower case, spaces to dashes, all other punctuation gone.
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ *", "")
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_')
        .mapToObj(Character::toString)
        .collect(Collectors.joining())
        .replace(' ', '-');
  }
}
