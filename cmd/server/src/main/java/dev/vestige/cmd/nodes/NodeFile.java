package dev.vestige.cmd.nodes;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file with an address a line; what stands behind a `#` is for people.
///
/// @param position of the flag's item
record NodeFile(Path path, int position) implements NodeSource {
  @Override
  public List<NodeAddress> read() {
    List<NodeAddress> addresses = new ArrayList<>();
    for (String line : text().split("\n", -1)) {
      String word = line.replaceFirst("#.*", "").strip();
      if (!word.isEmpty()) {
        addresses.add(NodeAddress.parse(word, position));
      }
    }
    if (addresses.isEmpty()) {
      // More likely a file that is being written than a cluster that is given up.
      throw VestigeException.invalidInput("the file " + path + " lists no storage node");
    }
    return addresses;
  }

  private String text() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(Limits.FILE_BYTES_MAX + 1);
      if (bytes.length > Limits.FILE_BYTES_MAX) {
        throw VestigeException.invalidInput(
            "the file " + path + " has more than " + Limits.FILE_BYTES_MAX + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new VestigeException(ErrorKind.IO, "cannot read the list of storage nodes: " + e, e);
    }
  }
}
