package dev.vestige.cmd.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Where the values of a span lead to in the web UI: to the logs, metrics or profiles of a pod,
/// say; and what stands in the menu above its pages. A file has a list in JSON with a `field`, a
/// `url` and a `text` for each link; those of the menu have no `field`.
final class WebUiLinks {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> MEMBERS = List.of("url", "text");

  /// Anything else could run as a script when it is clicked.
  private static final Pattern ADDRESS = Pattern.compile("(https?://|/).*");

  private WebUiLinks() {}

  /// The links of a file, as the browser gets them; none where there is no file.
  static String read(String file) {
    if (file.isEmpty()) {
      return "[]";
    }
    try {
      Path path = Path.of(file);
      long size = Files.size(path);
      if (size > Limits.LINKS_FILE_BYTES_MAX) {
        throw wrong(file, "it has " + size + " bytes, more than " + Limits.LINKS_FILE_BYTES_MAX);
      }
      JsonNode links = JSON.readTree(Files.readString(path));
      check(file, links);
      return JSON.writeValueAsString(links);
    } catch (JsonProcessingException e) {
      throw wrong(file, "it is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw wrong(file, "it cannot be read: " + e);
    }
  }

  private static void check(String file, JsonNode links) {
    if (!links.isArray()) {
      throw wrong(file, "expected a list of links");
    }
    for (int i = 0; i < links.size(); i++) {
      for (String member : MEMBERS) {
        if (links.get(i).path(member).asText().isEmpty()) {
          throw wrong(file, "link " + (i + 1) + " has no `" + member + "`");
        }
      }
      JsonNode field = links.get(i).get("field");
      if (field != null && field.asText().isEmpty()) {
        throw wrong(file, "link " + (i + 1) + " has a `field` without a name");
      }
      String url = links.get(i).get("url").asText();
      if (!ADDRESS.matcher(url).matches()) {
        throw wrong(
            file,
            "link " + (i + 1) + " has the url `" + url + "`, expected http://, https:// or a path");
      }
    }
  }

  private static VestigeException wrong(String file, String why) {
    return new VestigeException(
        ErrorKind.INVALID_INPUT, "cannot use `" + file + "` of -vmui.linksFile: " + why);
  }
}
