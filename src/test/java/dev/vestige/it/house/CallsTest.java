package dev.vestige.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallsTest {

  /// A misspelt name would forbid nothing and go unnoticed.
  @ParameterizedTest
  @MethodSource("dev.vestige.it.house.Calls#namedInFull")
  void a_forbidden_call_exists_in_the_jdk(String call) throws ClassNotFoundException {
    String method = call.substring(0, call.indexOf('('));
    var owner = Class.forName(method.substring(0, method.lastIndexOf('.')));
    var constructors =
        Arrays.stream(owner.getConstructors()).map(made -> fullName(owner, "<init>", made));
    var methods =
        Arrays.stream(owner.getMethods()).map(named -> fullName(owner, named.getName(), named));
    assertThat(Stream.concat(constructors, methods)).contains(call);
  }

  private static String fullName(Class<?> owner, String name, Executable code) {
    return Arrays.stream(code.getParameterTypes())
        .map(Class::getName)
        .collect(Collectors.joining(", ", owner.getName() + "." + name + "(", ")"));
  }
}
