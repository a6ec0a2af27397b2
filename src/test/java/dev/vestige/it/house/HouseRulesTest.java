package dev.vestige.it.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The rules that a compiler does not check and a reader should not have to: who may know whom, and
/// what may be called nowhere or in one place only. docs/ARCHITECTURE.md gives the reasons.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRulesTest {

  /// The packages of each module that other modules may use. A module without a line opens all, and
  /// the composition root may go behind every door, since it makes what stands there.
  private static final Map<String, List<String>> DOORS =
      Map.of(
          "storage", List.of("storage"),
          "logsql",
              List.of(
                  "logsql",
                  "logsql.analyze",
                  "logsql.exec",
                  "logsql.exec.value",
                  "logsql.field",
                  "logsql.filter",
                  "logsql.math",
                  "logsql.pipe",
                  "logsql.stats",
                  "logsql.stream",
                  "logsql.exec.tree",
                  "logsql.value"),
          "http", List.of("http", "http.client", "http.grpc"),
          "insert", List.of("insert"),
          "select", List.of("select"));

  /// Which modules may use a library that not everybody may use.
  private static final Map<String, List<String>> LIBRARY_USERS =
      Map.of(
          "io.netty", List.of("http"),
          "picocli", List.of("cmd"),
          "com.fasterxml.jackson.core", List.of("insert", "select", "cmd"),
          "com.fasterxml.jackson.databind", List.of("cmd"),
          "com.google.protobuf", List.of());

  /// The classes that start threads: one for the requests, one for the pools of the engine.
  private static final List<String> THREADS =
      List.of("dev.vestige.http.RequestThreads", "dev.vestige.base.Threads");

  /// The classes that write to the standard streams; the launcher must do so under an old Java.
  private static final List<String> CONSOLES =
      List.of("dev.vestige.cmd.Console", "dev.vestige.launcher.Launcher");

  private static final String FLAG = "dev.vestige.cmd.flags.Flag";

  private static final Set<String> MUTABLE_TYPES =
      Set.of(
          "java.lang.StringBuilder",
          "java.util.ArrayList",
          "java.util.BitSet",
          "java.util.EnumMap",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.concurrent.ConcurrentHashMap");

  private static final DescribedPredicate<JavaClass> ARRAY =
      DescribedPredicate.describe("an array", JavaClass::isArray);

  private static final DescribedPredicate<JavaClass> MUTABLE =
      DescribedPredicate.describe(
          "a type made to be changed",
          type ->
              type.getPackageName().startsWith("java.util.concurrent.atomic")
                  || MUTABLE_TYPES.contains(type.getName()));

  private JavaClasses house;

  @BeforeAll
  void readClasses() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.vestige");
    assertThat(house).as("the classes of the modules").hasSizeGreaterThan(50);
  }

  @Test
  void modules_meet_at_their_front_doors() {
    DOORS.forEach((module, doors) ->
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.vestige." + module + "..", "dev.vestige.cmd..")
            .should()
            .dependOnClassesThat(behindDoors(module, doors))
            .because("other modules use " + doors + " only")
            .allowEmptyShould(true)
            .check(house));
  }

  @Test
  void libraries_stay_in_their_modules() {
    LIBRARY_USERS.forEach((library, users) ->
        noClasses()
            .that()
            .resideOutsideOfPackages(packages("..", users))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library + "..")
            .because("only " + users + " may use it")
            .check(house));
  }

  @Test
  void insert_and_select_do_not_see_each_other() {
    noClasses()
        .that()
        .resideInAPackage("dev.vestige.insert..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.vestige.select..", "dev.vestige.logsql..")
        .check(house);
    noClasses()
        .that()
        .resideInAnyPackage("dev.vestige.select..", "dev.vestige.logsql..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.vestige.insert..")
        .check(house);
  }

  /// The package at a module's door is left out: it holds the words that those behind it share, and
  /// calls them, so it stands above and below them.
  @Test
  void packages_behind_a_door_form_no_cycle() {
    slices().matching("dev.vestige.(*).(*)..").should().beFreeOfCycles().check(house);
  }

  @Test
  void static_fields_are_final_and_immutable() {
    fields().that().areStatic().should().beFinal().check(house);
    noFields()
        .that()
        .areStatic()
        .and()
        .areNotPrivate()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .haveRawType(ARRAY)
        .because("anybody could write to it")
        .check(house);
    noFields().that().areStatic().should().haveRawType(MUTABLE).check(house);
  }

  @Test
  void records_hold_no_array_and_classes_no_optional() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .areRecords()
        .and()
        .areNotStatic()
        .should()
        .haveRawType(ARRAY)
        .because("equals and hashCode of a record compare arrays by identity")
        .check(house);
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .areNotRecords()
        .should()
        .haveRawType(Optional.class)
        .because("a class keeps a @Nullable field; only what it answers is an Optional")
        .check(house);
  }

  @Test
  void one_class_writes_to_the_console() {
    noClasses()
        .that(not(named(CONSOLES)))
        .should(ACCESS_STANDARD_STREAMS)
        .because("the log and the console class speak to the user")
        .check(house);
  }

  @Test
  void threads_start_in_known_places() {
    noClasses()
        .that(not(named(THREADS)))
        .should()
        .accessTargetWhere(Calls.thatStartThreads())
        .because("only " + THREADS + " name, count and end them")
        .check(house);
  }

  @Test
  void nothing_depends_on_the_default_charset_or_locale() {
    noClasses()
        .should()
        .accessTargetWhere(Calls.thatAskForDefaults())
        .because(
            "the same input must give the same bytes on each machine; pass UTF_8 or Locale.ROOT")
        .check(house);
  }

  @Test
  void nothing_is_wired_by_reflection_or_unsafe() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.vestige.launcher", "dev.vestige.testkit")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.lang.reflect", "sun..", "jdk.internal..")
        .check(house);
  }

  @Test
  void errors_have_a_kind() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.vestige.launcher")
        .should(THROW_GENERIC_EXCEPTIONS)
        .because("a VestigeException says what kind of error it is")
        .check(house);
  }

  @Test
  void names_say_what_a_class_is() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .check(house);
  }

  /// Flags that do nothing stand among the ignored ones, which have no names in code.
  @Test
  void every_flag_is_read_by_code_that_acts_on_it() {
    List<JavaField> flags =
        house.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getRawType().getName().equals(FLAG))
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .toList();
    assertThat(flags).hasSizeGreaterThan(100);
    assertThat(flags).filteredOn(flag -> !isRead(flag)).as("flags without effect").isEmpty();
  }

  /// What a class does with its own flags while it is initialised is listing them.
  private static boolean isRead(JavaField flag) {
    return flag.getAccessesToSelf().stream()
        .map(JavaAccess::getOrigin)
        .filter(origin -> !origin.getOwner().getName().equals(FLAG + "Rules"))
        .anyMatch(origin ->
            !origin.getOwner().equals(flag.getOwner())
                || !origin.getName().equals(JavaStaticInitializer.STATIC_INITIALIZER_NAME));
  }

  private static DescribedPredicate<JavaClass> behindDoors(String module, List<String> doors) {
    return resideInAPackage("dev.vestige." + module + "..")
        .and(not(resideInAnyPackage(packages("", doors))));
  }

  private static DescribedPredicate<JavaClass> named(List<String> names) {
    return DescribedPredicate.describe(
        "named " + names, type -> names.contains(type.getName().split("\\$", 2)[0]));
  }

  private static String[] packages(String suffix, List<String> names) {
    return names.stream().map(name -> "dev.vestige." + name + suffix).toArray(String[]::new);
  }
}
