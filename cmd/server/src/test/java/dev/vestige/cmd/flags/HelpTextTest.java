package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpTextTest {
  private static final String HELP = HelpText.render();

  @Test
  void every_flag_and_group_is_there() {
    for (FlagGroup group : FlagTable.VESTIGE.groups()) {
      assertThat(HELP).contains("\n" + group.title() + ":\n");
      group.flags().forEach(flag -> assertThat(HELP).contains("\n  -" + flag.name()));
    }
  }

  @Test
  void lines_fit_a_terminal() {
    assertThat(HELP.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void a_flag_is_shown_with_its_type_range_and_default() {
    assertThat(HELP)
        .contains("\n  -retentionPeriod=duration\n")
        .contains("Allowed: 1d to 100y. Default: 7d.")
        .contains("\n  -dryRun\n")
        .contains("\n  -storageNode.tls=bool,...\n");
  }
}
