package dev.vestige.cmd;

/// The one place that prints for whoever started the process, beside the log.
public final class Console {
  private Console() {}

  /// What was asked for.
  public static void print(String text) {
    System.out.print(text);
    System.out.flush();
  }

  /// Why there is no answer, in lines that point into one another.
  public static void explain(String text) {
    System.err.println(text);
  }

  /// Why the process ends, in one line.
  public static void complain(String message) {
    System.err.println("vestige: " + message.replace("\n", " "));
  }
}
