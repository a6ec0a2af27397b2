package dev.vestige.storage;

import dev.vestige.base.encoding.Bitmap;
import dev.vestige.base.encoding.ByteSink;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Rows of a block as anyone can read them: field names and texts, missing fields left out.
public final class BlockRows {
  private BlockRows() {}

  public static List<SortedMap<String, String>> of(Block block) {
    List<SortedMap<String, String>> rows = new ArrayList<>();
    Bitmap selection = block.selection();
    List<String> fields = block.fields();
    for (int row = selection.nextSet(0); row >= 0; row = selection.nextSet(row + 1)) {
      SortedMap<String, String> texts = new TreeMap<>();
      for (String field : fields) {
        ByteSink out = new ByteSink();
        block.column(field).appendText(row, out);
        if (out.position() > 0) {
          texts.put(field, out.slice().toString());
        }
      }
      rows.add(texts);
    }
    return rows;
  }

  public static List<SortedMap<String, String>> of(SpanBatch batch) {
    return of(new BatchBlock(batch, Bitmap.full(batch.size())));
  }

  /// The same with the type of each attribute of the spans and resources behind its text.
  public static List<String> typed(SpanBatch batch) {
    List<SortedMap<String, String>> rows = of(batch);
    List<String> typed = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      typed.add(
          rows.get(row)
              + " "
              + types(batch, batch.attributes(), row)
              + types(batch, batch.resources(), batch.resource(row))
              + types(batch, batch.scopes(), batch.scope(row)));
    }
    return typed;
  }

  private static SortedMap<String, Integer> types(SpanBatch batch, AttributeLists lists, int list) {
    SortedMap<String, Integer> types = new TreeMap<>();
    for (int at = lists.start(list); at < lists.end(list); at++) {
      types.put(
          batch.keys().raw(lists.key(at)).toString(), batch.values().typeCode(lists.value(at)));
    }
    return types;
  }
}
