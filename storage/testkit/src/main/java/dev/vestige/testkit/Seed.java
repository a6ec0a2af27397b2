package dev.vestige.testkit;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// One seed per test run: the system property `vestige.seed`, or a random number. A test class with
/// `@ExtendWith(Seed.class)` gets a `RandomGenerator` for each test method that has a parameter of
/// this type, the same whichever other tests run; and when a test of it fails, the failure says how
/// to repeat it.
public final class Seed implements ParameterResolver, TestExecutionExceptionHandler {
  private static final long VALUE =
      Long.getLong("vestige.seed", ThreadLocalRandom.current().nextLong());

  public static long value() {
    return VALUE;
  }

  /// A generator that depends on the seed and the purpose only.
  public static RandomGenerator random(String purpose) {
    return new SplittableRandom(VALUE * 31 + purpose.hashCode());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == RandomGenerator.class;
  }

  @Override
  public RandomGenerator resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return random(test.getUniqueId());
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new Repetition(test));
    throw failure;
  }

  /// Not a failure of its own: the line that says how to see the failure again.
  private static final class Repetition extends Exception {
    private static final long serialVersionUID = 1L;

    Repetition(ExtensionContext test) {
      super(
          "repeat with ./mvnw test -Dtest='"
              + test.getRequiredTestClass().getSimpleName()
              + "#"
              + test.getRequiredTestMethod().getName()
              + "*' -Dsurefire.failIfNoSpecifiedTests=false -Dvestige.seed="
              + VALUE,
          null,
          false,
          false);
    }
  }
}
