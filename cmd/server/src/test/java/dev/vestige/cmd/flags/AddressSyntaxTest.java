package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressSyntaxTest {
  @Test
  void hosts_and_ports_are_read() {
    assertThat(AddressSyntax.parse(":10428").getHostString()).isEmpty();
    assertThat(AddressSyntax.parse(":10428").getPort()).isEqualTo(10428);
    assertThat(AddressSyntax.parse("127.0.0.1:0").getHostString()).isEqualTo("127.0.0.1");
    assertThat(AddressSyntax.parse("[::1]:8").getHostString()).isEqualTo("::1");
    assertThat(AddressSyntax.parse("host.example:65535").getPort()).isEqualTo(65_535);
  }

  @Test
  void what_is_no_address_is_refused() {
    for (String text :
        List.of(
            "", "10428", "host", "host:", "host:65536", "host:-1", "::1:80", "host:http", ":")) {
      assertThatThrownBy(() -> AddressSyntax.parse(text))
          .as(text)
          .hasMessageContaining("expected an address");
    }
  }
}
