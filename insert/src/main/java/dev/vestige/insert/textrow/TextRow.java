package dev.vestige.insert.textrow;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.Hashing;
import dev.vestige.insert.json.HexIds;
import dev.vestige.storage.FieldRef;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// One row of texts, taken apart. A field is a *part* of the span that the row becomes, or it
/// *replaces* what that span would show: a field that no span has, a number that is none, an event
/// with a gap before it. So the row is shown as it came, whatever it says. Reusable; confined to
/// one thread; keeps nothing of the bytes but names.
final class TextRow {
  private static final int TRACE_ID_DIGITS = 32;
  private static final int SPAN_ID_DIGITS = 16;
  private static final long MAX_INT = Integer.MAX_VALUE;
  private static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;

  private final Map<ByteSlice, TextField> names = new HashMap<>();
  private byte[] bytes = new byte[0];
  private TextField[] fields = new TextField[64];
  private int[] starts = new int[64];
  private int[] lengths = new int[64];
  private boolean[] isPart = new boolean[64];

  /// The fields of events and of links, each with its number above its place, in order.
  private long[] children = new long[0];

  private int size;
  private int rowBytes;
  private int announcedFields;
  private long timestampNanos;
  private long hash;

  /// Reads the row at a position. One with more fields than that has none then.
  void read(ByteSource rows, int start, int fieldsMax) {
    rows.seek(start);
    bytes = rows.array();
    size = 0;
    rows.take(2 * Integer.BYTES);
    rows.take(rows.getVarint());
    timestampNanos = Long.reverseBytes(rows.getLong());
    announcedFields = rows.getCount("fields", rows.remaining() / 2);
    for (int i = 0; i < announcedFields; i++) {
      int nameLength = rows.getCount("length of a name", rows.remaining());
      int name = rows.take(nameLength);
      int length = rows.getCount("length of a value", rows.remaining());
      int value = rows.take(length);
      if (length > 0 && announcedFields <= fieldsMax) {
        add(field(name, nameLength), value, length);
      }
    }
    rowBytes = rows.position() - start;
    int at = rows.take(0) - rowBytes;
    hash = Hashing.xxh64(bytes, at, rowBytes);
    sort();
  }

  private TextField field(int name, int length) {
    ByteSlice spelling = new ByteSlice(bytes, name, length);
    TextField known = names.get(spelling);
    if (known != null) {
      return known;
    }
    TextField field = TextField.of(spelling.toString());
    if (names.size() < Limits.NAMES_MAX) {
      names.put(ByteSlice.of(spelling.toByteArray()), field);
    }
    return field;
  }

  private void add(TextField field, int value, int length) {
    if (size == fields.length) {
      fields = Arrays.copyOf(fields, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
      isPart = Arrays.copyOf(isPart, 2 * size);
    }
    fields[size] = field;
    starts[size] = value;
    lengths[size] = length;
    isPart[size] = fits(field.part().kind(), size);
    size++;
  }

  /// Whether a span can have that value in that place.
  private boolean fits(FieldRef.Kind kind, int at) {
    return switch (kind) {
      case TIME,
          STREAM,
          STREAM_ID,
          DURATION,
          NAME,
          TRACE_STATE,
          STATUS_MESSAGE,
          SCOPE_NAME,
          SCOPE_VERSION,
          RESOURCE_ATTRIBUTE,
          SCOPE_ATTRIBUTE,
          SPAN_ATTRIBUTE,
          EVENT_NAME,
          EVENT_ATTRIBUTE,
          LINK_TRACE_STATE,
          LINK_ATTRIBUTE ->
          true;
      case TRACE_ID, LINK_TRACE_ID -> isId(at, TRACE_ID_DIGITS);
      case SPAN_ID, PARENT_SPAN_ID, LINK_SPAN_ID -> isId(at, SPAN_ID_DIGITS);
      case START, END, EVENT_TIME -> isNumber(at, -1);
      case KIND, STATUS_CODE -> isNumber(at, MAX_INT);
      case FLAGS,
          DROPPED_ATTRIBUTES,
          DROPPED_EVENTS,
          DROPPED_LINKS,
          EVENT_DROPPED,
          LINK_FLAGS,
          LINK_DROPPED ->
          isNumber(at, MAX_UNSIGNED_INT);
      case MESSAGE -> lengths[at] == 1 && bytes[starts[at]] == '-';
      case OTHER -> false;
    };
  }

  private boolean isId(int at, int digits) {
    return lengths[at] == digits && HexIds.isHex(text(at));
  }

  /// @param max an unsigned number
  private boolean isNumber(int at, long max) {
    String text = text(at);
    try {
      long value = Long.parseUnsignedLong(text);
      return Long.toUnsignedString(value).equals(text) && Long.compareUnsigned(value, max) <= 0;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /// Puts the fields of events and links in order, and makes those behind a gap replace.
  private void sort() {
    int count = 0;
    for (int at = 0; at < size; at++) {
      count += isPart[at] && fields[at].child() >= 0 ? 1 : 0;
    }
    children = children.length == count ? children : new long[count];
    int to = 0;
    for (int at = 0; at < size; at++) {
      if (isPart[at] && fields[at].child() >= 0) {
        children[to++] = (long) fields[at].child() << 32 | at;
      }
    }
    Arrays.sort(children);
    int events = -1;
    int links = -1;
    for (long child : children) {
      int at = (int) child;
      boolean isOfEvent = fields[at].isOfEvent();
      int number = fields[at].child();
      if (number > (isOfEvent ? events : links) + 1) {
        isPart[at] = false;
      } else if (isOfEvent) {
        events = number;
      } else {
        links = number;
      }
    }
  }

  int size() {
    return size;
  }

  int rowBytes() {
    return rowBytes;
  }

  /// How many fields the row has, those without a value included.
  int announcedFields() {
    return announcedFields;
  }

  long timestampNanos() {
    return timestampNanos;
  }

  /// A number made of all of the row.
  long hash() {
    return hash;
  }

  /// The places of the fields of events and links by their numbers; some may not be parts.
  long[] children() {
    return children;
  }

  TextField field(int at) {
    return fields[at];
  }

  /// Whether a field is a part of the span, or replaces what it shows.
  boolean isPart(int at) {
    return isPart[at];
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int at) {
    return starts[at];
  }

  int length(int at) {
    return lengths[at];
  }

  String text(int at) {
    return new String(bytes, starts[at], lengths[at], StandardCharsets.UTF_8);
  }

  long number(int at) {
    return Long.parseUnsignedLong(text(at));
  }

  /// The first half of a trace id.
  long idHigh(int at) {
    return HexIds.value(text(at), 0, SPAN_ID_DIGITS);
  }

  /// A span id, or the second half of a trace id.
  long idLow(int at) {
    String text = text(at);
    return HexIds.value(text, text.length() - SPAN_ID_DIGITS, text.length());
  }
}
