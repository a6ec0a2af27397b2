package dev.vestige.logsql.analyze;

import dev.vestige.logsql.field.FieldPattern;
import dev.vestige.logsql.pipe.Pipe;
import dev.vestige.logsql.pipe.UnpackJsonPipe;
import dev.vestige.logsql.pipe.UnpackLogfmtPipe;
import java.util.ArrayList;
import java.util.List;

/// Leaves out pipes whose results nobody reads. The language decides so by the names that are
/// listed after `fields`, as they are in the text: a `result_prefix` does not count.
public final class UnreadFields {
  private UnreadFields() {}

  public static List<Pipe> leftOut(List<Pipe> pipes) {
    List<Pipe> read = new ArrayList<>();
    FieldSet needed = FieldSet.ALL;
    for (Pipe pipe : pipes.reversed()) {
      if (isRead(pipe, needed)) {
        read.addFirst(pipe);
        needed = NeededFields.before(pipe, needed);
      }
    }
    return read;
  }

  private static boolean isRead(Pipe pipe, FieldSet needed) {
    return switch (pipe) {
      case UnpackJsonPipe unpack -> isRead(unpack.fields(), needed);
      case UnpackLogfmtPipe unpack -> isRead(unpack.fields(), needed);
      case Pipe _ -> true;
    };
  }

  private static boolean isRead(List<FieldPattern> listed, FieldSet needed) {
    return listed.stream().anyMatch(needed::overlaps);
  }
}
