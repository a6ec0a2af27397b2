package dev.vestige.logsql.exec.row;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.vestige.base.Cancellation;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.filter.RequiredTexts;
import dev.vestige.logsql.pipe.ReplaceRegexpPipe;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `replace_regexp`: matches of an expression, one after the other and none inside another, for a
/// text with their groups. An empty match right behind another one does not count.
final class ReplaceRegexp implements ValueWriter {
  private final Matcher matcher;
  private final RequiredTexts required;
  private final List<ReplacementPart> parts;
  private final long limit;
  private final Cancellation cancellation;

  ReplaceRegexp(ReplaceRegexpPipe pipe, Cancellation cancellation) {
    Pattern pattern = Pattern.compile(pipe.pattern());
    this.matcher = pattern.matcher("");
    this.required = RequiredTexts.of(pipe.pattern());
    this.parts = ReplacementPart.parse(pipe.replacement(), pattern);
    this.limit = pipe.limit() == 0 ? Long.MAX_VALUE : pipe.limit();
    this.cancellation = cancellation;
  }

  @Override
  public void write(byte[] bytes, int from, int to, ByteSink out) {
    if (!required.mayMatch(bytes, from, to)) {
      out.putBytes(bytes, from, to - from);
      return;
    }
    cancellation.check();
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    matcher.reset(text);
    int copied = 0;
    int lastEnd = -1;
    long replaced = 0;
    while (replaced < limit && matcher.find()) {
      boolean isEmptyBehindAnother = matcher.end() == lastEnd && matcher.start() == lastEnd;
      if (!isEmptyBehindAnother) {
        put(text, copied, matcher.start(), out);
        for (ReplacementPart part : parts) {
          part.append(text, matcher, out);
        }
        ColumnBytes.check(out);
        replaced++;
        copied = matcher.end();
      }
      lastEnd = matcher.end();
    }
    if (replaced == 0) {
      out.putBytes(bytes, from, to - from);
    } else {
      put(text, copied, text.length(), out);
    }
  }

  static void put(String text, int from, int to, ByteSink out) {
    out.putBytes(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
  }
}
