package dev.vestige.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(Seed.class)
class SeedTest {
  private @Nullable ExtensionContext test;

  @RegisterExtension final BeforeEachCallback keepContext = context -> test = context;

  @Test
  void the_same_purpose_gives_the_same_numbers() {
    long first = Seed.random("purpose").nextLong();
    assertThat(Seed.random("purpose").nextLong()).isEqualTo(first);
    assertThat(Seed.random("other purpose").nextLong()).isNotEqualTo(first);
  }

  @Test
  void a_test_gets_its_own_generator(RandomGenerator random) {
    assertThat(random.nextLong()).isEqualTo(Seed.random(context().getUniqueId()).nextLong());
  }

  @Test
  void a_failure_says_how_to_repeat_it() {
    AssertionError failure = new AssertionError("the failure");
    assertThatThrownBy(() -> new Seed().handleTestExecutionException(context(), failure))
        .isSameAs(failure)
        .satisfies(thrown ->
            assertThat(thrown.getSuppressed()[0])
                .hasMessageContaining("-Dvestige.seed=" + Seed.value())
                .hasMessageContaining("-Dtest='SeedTest#a_failure_says_how_to_repeat_it*'"));
  }

  private ExtensionContext context() {
    return Objects.requireNonNull(test);
  }
}
