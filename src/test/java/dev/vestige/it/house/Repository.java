package dev.vestige.it.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The working tree as text: every file that belongs to the project, none that a build, an editor
/// or a running server left behind.
final class Repository {

  private static final Set<String> LEFT_BEHIND =
      Set.of(".git", ".idea", ".vscode", "node_modules", "target", "vestige-data");

  private final Path root = Path.of(System.getProperty("vestige.root"));

  Path root() {
    return root;
  }

  /// The names at the top of the tree.
  List<String> topLevelNames() {
    try (var entries = Files.list(root)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !LEFT_BEHIND.contains(name) && !name.endsWith(".iml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All files whose name ends in one of the suffixes, in the order of their paths.
  List<Path> files(String... suffixes) {
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(root, new Walk(found, List.of(suffixes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }

  /// The path as the reader of a failure wants it.
  String name(Path file) {
    return root.relativize(file).toString();
  }

  List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Walk extends SimpleFileVisitor<Path> {

    private final List<Path> found;
    private final List<String> suffixes;

    Walk(List<Path> found, List<String> suffixes) {
      this.found = found;
      this.suffixes = suffixes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return LEFT_BEHIND.contains(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (suffixes.stream().anyMatch(name::endsWith)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
