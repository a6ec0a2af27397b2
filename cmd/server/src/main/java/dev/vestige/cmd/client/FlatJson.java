package dev.vestige.cmd.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the rows of a LogsQL answer.
public final class FlatJson {
  private static final JsonFactory JSON = new JsonFactory();

  private FlatJson() {}

  /// The fields in the order of the line.
  public static Map<String, String> read(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw unexpected(line);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (!parser.nextToken().isScalarValue()) {
          throw unexpected(line);
        }
        fields.put(name, parser.getText());
      }
      return fields;
    } catch (IOException e) {
      throw new VestigeException(
          ErrorKind.IO, "cannot read the row " + shortened(line) + ": " + e.getMessage(), e);
    }
  }

  private static VestigeException unexpected(String line) {
    return new VestigeException(
        ErrorKind.IO, "expected a row as a flat JSON object, found " + shortened(line));
  }

  private static String shortened(String line) {
    return line.substring(0, Math.min(line.length(), Limits.SHOWN_CHARS_MAX));
  }
}
