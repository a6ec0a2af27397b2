package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.value.ByteSearch;
import dev.vestige.logsql.pipe.ReplacePipe;
import java.nio.charset.StandardCharsets;

/// `replace`: a literal text for another.
final class ReplaceText implements ValueWriter {
  private final byte[] oldText;
  private final byte[] newText;
  private final long limit;

  ReplaceText(ReplacePipe pipe) {
    oldText = pipe.oldText().getBytes(StandardCharsets.UTF_8);
    newText = pipe.newText().getBytes(StandardCharsets.UTF_8);
    limit = oldText.length == 0 ? 0 : pipe.limit() == 0 ? Long.MAX_VALUE : pipe.limit();
  }

  @Override
  public void write(byte[] bytes, int from, int to, ByteSink out) {
    int copied = from;
    for (long replaced = 0; replaced < limit; replaced++) {
      int at = ByteSearch.indexOf(bytes, copied, to, oldText);
      if (at < 0) {
        break;
      }
      out.putBytes(bytes, copied, at - copied);
      out.putBytes(newText);
      ColumnBytes.check(out);
      copied = at + oldText.length;
    }
    out.putBytes(bytes, copied, to - copied);
  }
}
