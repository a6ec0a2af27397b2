package dev.vestige.cmd.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A file system and where it hangs, as Linux lists it.
record Mount(Path place, String type, Set<String> options) {
  /// The one that holds the path; none where there is no such list.
  ///
  /// @param list `mounts` of a folder below /proc
  static Optional<Mount> of(Path path, Path list) throws IOException {
    if (!Files.isReadable(list)) {
      return Optional.empty();
    }
    Path existing = existing(path).toRealPath();
    // A later mount hides an earlier one at the same place.
    return Files.readAllLines(list).stream()
        .map(line -> List.of(line.split(" ")))
        .filter(words -> words.size() >= 4)
        .map(words -> new Mount(unescaped(words.get(1)), words.get(2), options(words.get(3))))
        .filter(mount -> existing.startsWith(mount.place))
        .reduce((a, b) -> b.place.getNameCount() >= a.place.getNameCount() ? b : a);
  }

  /// The path, or the nearest folder above it that there is.
  static Path existing(Path path) {
    Path existing = path.toAbsolutePath().normalize();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }

  private static Path unescaped(String text) {
    return Path.of(text.replace("\\040", " "));
  }

  private static Set<String> options(String text) {
    return Set.copyOf(List.of(text.split(",")).stream().distinct().toList());
  }
}
