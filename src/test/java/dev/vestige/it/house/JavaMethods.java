package dev.vestige.it.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The length in lines of each method, from its first annotation or modifier to its closing brace,
/// as the compiler's own parser sees it.
final class JavaMethods {

  /// One method of a file.
  record Method(Path file, String name, long line, long lines) {}

  private JavaMethods() {}

  static List<Method> of(List<Path> files) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var methods = new ArrayList<Method>();
    try (var fileManager = compiler.getStandardFileManager(null, null, null)) {
      var sources = fileManager.getJavaFileObjectsFromPaths(files);
      var task = (JavacTask) compiler.getTask(null, fileManager, null, null, null, sources);
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(trees, unit, methods).scan(unit, null);
      }
    }
    return methods;
  }

  private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final Trees trees;
    private final CompilationUnitTree unit;
    private final List<Method> methods;

    Scanner(Trees trees, CompilationUnitTree unit, List<Method> methods) {
      this.trees = trees;
      this.unit = unit;
      this.methods = methods;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      var positions = trees.getSourcePositions();
      var lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      Path file = Path.of(unit.getSourceFile().toUri());
      methods.add(new Method(file, method.getName().toString(), first, last - first + 1));
      return super.visitMethod(method, null);
    }
  }
}
