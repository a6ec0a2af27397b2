package dev.vestige.cmd.query;

import java.util.Optional;
import java.util.function.Function;

/// Where the lines of the shell come from.
interface LineSource {
  /// What stands for a line that was given up by Ctrl-C: the character of that key.
  String CANCELLED = "\003";

  /// The next line, without its end.
  ///
  /// @param prompt shown in front of it
  /// @param completion of what stands in front of the cursor, where there is one
  /// @return nothing at the end of the input
  Optional<String> line(String prompt, Function<String, Suggestions> completion);
}
