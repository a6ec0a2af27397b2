package dev.vestige.logsql.exec.row;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.logsql.exec.BlockView;
import dev.vestige.logsql.exec.TextsBuilder;
import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.storage.ColumnVector;
import dev.vestige.storage.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// `pack_json` and `pack_logfmt`: many fields in one text. A field without a value is left out,
/// unless it is named as a whole and the form is logfmt.
final class PackComputation implements Computation {
  /// How the fields are written.
  enum Form {
    JSON,
    LOGFMT
  }

  private final Form form;
  private final List<FieldPattern> patterns;
  private final String result;
  private final SequencedSet<String> named;
  private final ByteSink value = new ByteSink();

  PackComputation(Form form, List<FieldPattern> patterns, String result) {
    this.form = form;
    this.patterns = patterns;
    this.result = result;
    named =
        patterns.stream()
            .filter(pattern -> !pattern.isPrefix())
            .map(FieldPattern::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public List<ComputedField> compute(BlockView block, Bitmap rows) {
    List<String> fields = fields(block);
    int count = fields.size();
    byte[][] keys = new byte[count][];
    boolean[] always = new boolean[count];
    ColumnVector[] columns = new ColumnVector[count];
    for (int i = 0; i < count; i++) {
      keys[i] = key(fields.get(i));
      always[i] = form == Form.LOGFMT && named.contains(fields.get(i));
      columns[i] = block.column(fields.get(i));
    }
    TextsBuilder texts = new TextsBuilder(block.rows());
    for (int row = rows.nextSet(0); row >= 0; row = rows.nextSet(row + 1)) {
      texts.fill(row);
      append(row, keys, always, columns, texts.text());
      texts.endRow();
    }
    texts.fill(block.rows());
    return List.of(new ComputedField(result, texts.build(), null));
  }

  /// The fields in the order of the list, those of a prefix in the order of the block.
  private List<String> fields(BlockView block) {
    SequencedSet<String> fields = new LinkedHashSet<>();
    for (FieldPattern pattern : patterns) {
      if (pattern.isPrefix()) {
        block.fields().stream().filter(pattern::matches).forEach(fields::add);
      } else {
        fields.add(pattern.name());
      }
    }
    return List.copyOf(fields);
  }

  private byte[] key(String field) {
    byte[] name = field.getBytes(StandardCharsets.UTF_8);
    ByteSink key = new ByteSink();
    if (form == Form.JSON) {
      JsonText.appendQuoted(name, 0, name.length, key);
      key.putByte(':');
    } else {
      key.putBytes(name);
      key.putByte('=');
    }
    return key.toByteArray();
  }

  private void append(
      int row, byte[][] keys, boolean[] always, ColumnVector[] columns, ByteSink out) {
    int start = out.position();
    if (form == Form.JSON) {
      out.putByte('{');
    }
    int first = out.position();
    for (int i = 0; i < columns.length; i++) {
      value.clear();
      columns[i].appendText(row, value);
      if (value.position() == 0 && !always[i]) {
        continue;
      }
      if (out.position() > first) {
        out.putByte(form == Form.JSON ? ',' : ' ');
      }
      out.putBytes(keys[i]);
      appendValue(out);
      ColumnBytes.check(out);
    }
    if (first > start) {
      out.putByte('}');
    }
  }

  private void appendValue(ByteSink out) {
    int length = value.position();
    if (form == Form.JSON || needsQuotes(value.array(), length)) {
      JsonText.appendQuoted(value.array(), 0, length, out);
    } else {
      out.putBytes(value.array(), 0, length);
    }
  }

  /// Whether the value would be read as something else without quotes.
  private static boolean needsQuotes(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b <= ' ') || b == '"' || b == '\\') {
        return true;
      }
    }
    return length > 0 && bytes[0] == '`';
  }
}
