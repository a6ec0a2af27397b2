package dev.vestige.base;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// The seed of this module's property tests: `-Dvestige.seed`, or a random number, told when a test
/// fails. The test kit has one for all other modules; this one cannot depend on it.
public final class TestSeed implements ParameterResolver, TestExecutionExceptionHandler {
  private static final long VALUE =
      Long.getLong("vestige.seed", ThreadLocalRandom.current().nextLong());

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == RandomGenerator.class;
  }

  @Override
  public RandomGenerator resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return new SplittableRandom(VALUE * 31 + test.getUniqueId().hashCode());
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new AssertionError("repeat with -Dvestige.seed=" + VALUE));
    throw failure;
  }
}
