package dev.vestige.launcher;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/// The main class of the jar. It is compiled to the bytecode of Java 8, so that an older Java can
/// run it far enough to say in one line what is needed, instead of ending in
/// `UnsupportedClassVersionError`. For that reason it names the real main class by reflection and
/// uses nothing newer than Java 8.
public final class Launcher {

  private static final int JAVA_NEEDED = 25;

  private Launcher() {}

  /// Starts `dev.vestige.cmd.Main` when this Java is new enough.
  public static void main(String[] args) throws Throwable {
    int java = majorVersion(System.getProperty("java.specification.version", "0"));
    if (java < JAVA_NEEDED) {
      System.err.println(refusal(java, System.getProperty("java.home", "")));
      System.exit(1);
    }
    // Numbers and dates in messages read the same on each machine, those of libraries included.
    Locale.setDefault(Locale.ROOT);
    try {
      Class.forName("dev.vestige.cmd.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  static String refusal(int java, String home) {
    return "vestige needs Java "
        + JAVA_NEEDED
        + " or newer; this is Java "
        + java
        + " ("
        + home
        + "/bin/java)";
  }

  /// Java 8 and older call themselves `1.8`.
  static int majorVersion(String specification) {
    String major = specification.startsWith("1.") ? specification.substring(2) : specification;
    return Integer.parseInt(major);
  }
}
