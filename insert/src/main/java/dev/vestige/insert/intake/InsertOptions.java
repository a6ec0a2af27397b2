package dev.vestige.insert.intake;

import dev.vestige.base.VestigeException;
import dev.vestige.storage.Streams;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a request wants done with its spans. An argument wins over the `VT-…` header, which wins
/// over the `VL-…` header. `_time_field` and `_msg_field` are known and mean nothing for spans.
///
/// @param extraFields fields that every span gets, instead of one of the same name; in this order
/// @param streamFields fields that make up the stream besides span name and service name
/// @param ignored fields that are not stored
/// @param decolorized fields whose text loses its terminal colours
/// @param debug log the spans instead of storing them
public record InsertOptions(
    Map<String, String> extraFields,
    List<String> streamFields,
    FieldPatterns ignored,
    FieldPatterns decolorized,
    boolean debug) {
  public static final InsertOptions NONE =
      new InsertOptions(Map.of(), List.of(), FieldPatterns.NONE, FieldPatterns.NONE, false);

  /// Fields that the store computes and no option may set.
  private static final List<String> COMPUTED = List.of("_time", "_stream", "_stream_id");

  public InsertOptions {
    extraFields = Collections.unmodifiableMap(new LinkedHashMap<>(extraFields));
    streamFields = List.copyOf(streamFields);
  }

  /// Reads the options.
  ///
  /// @throws VestigeException INVALID_INPUT that names the option and what is wrong with it
  public static InsertOptions of(OptionSource source) {
    String extra = value(source, "extra_fields", "Extra-Fields");
    String streams = value(source, "_stream_fields", "Stream-Fields");
    String ignore = value(source, "ignore_fields", "Ignore-Fields");
    String decolorize = value(source, "decolorize_fields", "Decolorize-Fields");
    boolean debug = isTrue(value(source, "debug", "Debug"));
    if (extra.isEmpty() && streams.isEmpty() && ignore.isEmpty() && decolorize.isEmpty()) {
      return debug
          ? new InsertOptions(Map.of(), List.of(), FieldPatterns.NONE, FieldPatterns.NONE, true)
          : NONE;
    }
    return new InsertOptions(
        extraFields(extra),
        streamFields(streams),
        FieldPatterns.of(FieldPatterns.words("ignore_fields", ignore)),
        FieldPatterns.of(FieldPatterns.words("decolorize_fields", decolorize)),
        debug);
  }

  private static String value(OptionSource source, String argument, String header) {
    return source
        .argument(argument)
        .filter(text -> !text.isEmpty())
        .or(() -> source.header("VT-" + header).filter(text -> !text.isEmpty()))
        .or(() -> source.header("VL-" + header))
        .orElse("");
  }

  private static Map<String, String> extraFields(String list) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : FieldPatterns.words("extra_fields", list)) {
      int equals = pair.indexOf('=');
      if (equals <= 0 || equals == pair.length() - 1) {
        throw VestigeException.invalidInput(
            "extra_fields has " + quoted(pair) + ", expected the form field=value");
      }
      String name = pair.substring(0, equals);
      if (COMPUTED.contains(name)) {
        throw VestigeException.invalidInput(
            "extra_fields sets " + name + ", which the store computes");
      }
      if (name.length() > dev.vestige.storage.Limits.FIELD_NAME_BYTES_MAX) {
        throw VestigeException.invalidInput(
            "extra_fields has a name of "
                + name.length()
                + " characters, at most "
                + dev.vestige.storage.Limits.FIELD_NAME_BYTES_MAX
                + " are possible");
      }
      fields.put(name, pair.substring(equals + 1));
    }
    return fields;
  }

  private static List<String> streamFields(String list) {
    return FieldPatterns.words("_stream_fields", list).stream()
        .filter(name -> !name.equals(Streams.NAME_FIELD) && !name.equals(Streams.SERVICE_FIELD))
        .distinct()
        .toList();
  }

  private static boolean isTrue(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      case "", "0", "f", "F", "FALSE", "false", "False" -> false;
      default ->
          throw VestigeException.invalidInput(
              "debug has " + quoted(text) + ", expected true or false");
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
