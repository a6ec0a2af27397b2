package dev.vestige.insert.otlp;

/// A value of an attribute as other formats have them: scalars only.
public sealed interface AttributeValue {
  record Text(String text) implements AttributeValue {}

  record Whole(long number) implements AttributeValue {}

  record Real(double number) implements AttributeValue {}

  record Truth(boolean isTrue) implements AttributeValue {}

  /// Bytes, given as one character each (ISO 8859-1), since a record cannot hold an array.
  record Binary(String latin1) implements AttributeValue {}

  /// The value as text, as tags of all formats can be read.
  default String asText() {
    return switch (this) {
      case Text(String text) -> text;
      case Whole(long number) -> Long.toString(number);
      case Real(double number) -> Double.toString(number);
      case Truth(boolean isTrue) -> Boolean.toString(isTrue);
      case Binary(String latin1) -> latin1;
    };
  }
}
