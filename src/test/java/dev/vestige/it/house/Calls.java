package dev.vestige.it.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import java.util.stream.Stream;

/// Methods and constructors that the house allows nowhere or in one class only, by their full
/// names. A method reference counts as a call.
final class Calls {

  private static final Set<String> THREAD_STARTS =
      Set.of(
          "java.lang.Thread.ofPlatform()",
          "java.lang.Thread.ofVirtual()",
          "java.lang.Thread.startVirtualThread(java.lang.Runnable)",
          "java.util.concurrent.ForkJoinPool.commonPool()",
          "java.util.Collection.parallelStream()");

  private static final Set<String> THREAD_OWNERS =
      Set.of(
          "java.lang.Thread",
          "java.util.Timer",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.ThreadPoolExecutor");

  /// Formatting is not among them: the launcher makes `Locale.ROOT` the default.
  private static final Set<String> DEFAULTS =
      Set.of(
          "java.io.ByteArrayOutputStream.toString()",
          "java.io.FileReader.<init>(java.io.File)",
          "java.io.FileReader.<init>(java.lang.String)",
          "java.io.FileWriter.<init>(java.io.File)",
          "java.io.FileWriter.<init>(java.lang.String)",
          "java.io.InputStreamReader.<init>(java.io.InputStream)",
          "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
          "java.io.PrintStream.<init>(java.io.OutputStream)",
          "java.io.PrintWriter.<init>(java.io.OutputStream)",
          "java.lang.String.<init>([B)",
          "java.lang.String.<init>([B, int, int)",
          "java.lang.String.getBytes()",
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()",
          "java.nio.charset.Charset.defaultCharset()",
          "java.text.DecimalFormat.<init>(java.lang.String)",
          "java.text.SimpleDateFormat.<init>(java.lang.String)",
          "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
          "java.util.Formatter.<init>()",
          "java.util.Locale.getDefault()",
          "java.util.Scanner.<init>(java.io.InputStream)");

  private Calls() {}

  static DescribedPredicate<JavaAccess<?>> thatStartThreads() {
    return DescribedPredicate.describe("a way to start threads", Calls::startsThreads);
  }

  static DescribedPredicate<JavaAccess<?>> thatAskForDefaults() {
    return DescribedPredicate.describe(
        "the default charset or locale", call -> DEFAULTS.contains(call.getTarget().getFullName()));
  }

  /// All calls that are named in full, so that a test can hold them against the JDK.
  static Stream<String> namedInFull() {
    return Stream.concat(THREAD_STARTS.stream(), DEFAULTS.stream());
  }

  private static boolean startsThreads(JavaAccess<?> call) {
    String owner = call.getTargetOwner().getName();
    return THREAD_STARTS.contains(call.getTarget().getFullName())
        || owner.equals("java.util.concurrent.Executors")
        || (call.getName().equals("<init>") && THREAD_OWNERS.contains(owner));
  }
}
