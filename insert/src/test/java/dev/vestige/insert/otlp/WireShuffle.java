package dev.vestige.insert.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Writes a protobuf message in another form that means the same: fields in another order, single
/// messages in two pieces, lengths with idle bytes, unknown fields in between.
final class WireShuffle {
  private final Random random;

  WireShuffle(Random random) {
    this.random = random;
  }

  /// One field as it goes on the wire.
  private static final class Piece {
    private final int field;
    private final byte[] bytes;

    Piece(int field, byte[] bytes) {
      this.field = field;
      this.bytes = bytes;
    }

    int field() {
      return field;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  byte[] shuffle(byte[] message, Descriptor type) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    while (!in.isAtEnd()) {
      int from = in.getTotalBytesRead();
      int tag = in.readTag();
      if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        addSized(in, WireFormat.getTagFieldNumber(tag), type, pieces);
      } else {
        in.skipField(tag);
        byte[] bytes = Arrays.copyOfRange(message, from, in.getTotalBytesRead());
        pieces.add(new Piece(WireFormat.getTagFieldNumber(tag), bytes));
      }
    }
    for (int i = random.nextInt(6) == 0 ? 2 : 0; i > 0; i--) {
      pieces.add(unknown());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Piece piece : mixed(pieces)) {
      out.write(piece.bytes());
    }
    return out.toByteArray();
  }

  private void addSized(CodedInputStream in, int number, Descriptor type, List<Piece> pieces)
      throws IOException {
    FieldDescriptor field = type.findFieldByNumber(number);
    byte[] value = in.readByteArray();
    boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (isMessage && !field.isRepeated() && value.length > 0 && random.nextInt(3) == 0) {
      for (byte[] half : halves(value)) {
        pieces.add(sized(number, shuffle(half, field.getMessageType())));
      }
    } else {
      pieces.add(sized(number, isMessage ? shuffle(value, field.getMessageType()) : value));
    }
  }

  /// Cuts a message between two of its fields.
  private List<byte[]> halves(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    in.skipField(in.readTag());
    int cut = in.getTotalBytesRead();
    byte[] rest = new byte[message.length - cut];
    System.arraycopy(message, cut, rest, 0, rest.length);
    byte[] first = new byte[cut];
    System.arraycopy(message, 0, first, 0, cut);
    return List.of(first, rest);
  }

  private Piece sized(int field, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    putVarint(out, (field << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED);
    putVarint(out, value.length);
    out.writeBytes(value);
    return new Piece(field, out.toByteArray());
  }

  /// Writes a number; small ones may get an idle byte behind them.
  private void putVarint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    if (random.nextInt(8) == 0) {
      out.write(rest | 0x80);
      rest = 0;
    }
    out.write(rest);
  }

  private Piece unknown() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    switch (random.nextInt(5)) {
      case 0 -> out.writeInt64(90, random.nextLong());
      case 1 -> out.writeFixed32(90, random.nextInt());
      case 2 -> out.writeFixed64(90, random.nextLong());
      case 3 -> out.writeString(90, "unknown");
      default -> {
        out.writeTag(90, WireFormat.WIRETYPE_START_GROUP);
        out.writeString(1, "in a group");
        out.writeTag(90, WireFormat.WIRETYPE_END_GROUP);
      }
    }
    out.flush();
    return new Piece(90, bytes.toByteArray());
  }

  /// Another order in which fields of the same number keep theirs.
  private List<Piece> mixed(List<Piece> pieces) {
    List<Integer> numbers = new ArrayList<>(pieces.stream().map(Piece::field).toList());
    Collections.shuffle(numbers, random);
    List<Piece> left = new ArrayList<>(pieces);
    List<Piece> mixed = new ArrayList<>();
    for (int number : numbers) {
      Piece next = left.stream().filter(piece -> piece.field() == number).findFirst().orElseThrow();
      left.remove(next);
      mixed.add(next);
    }
    return mixed;
  }
}
