package dev.vestige.cmd.flags;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class FlagRulesTest {
  private static AbstractThrowableAssert<?, ?> refused(String... words) {
    return assertThatThrownBy(() -> Flags.parse(List.of(words), Map.of()))
        .isInstanceOf(UsageException.class);
  }

  private static void accepted(String... words) {
    assertThatCode(() -> Flags.parse(List.of(words), Map.of())).doesNotThrowAnyException();
  }

  @Test
  void tls_needs_a_certificate_and_a_key_for_its_address() {
    refused("-tls").hasMessageContaining("-tlsCertFile");
    refused("-tls", "-tlsCertFile=c").hasMessageContaining("-tlsKeyFile");
    accepted("-tls", "-tlsCertFile=c", "-tlsKeyFile=k");
    refused("-httpListenAddr=:1,:2", "-tls=false,true", "-tlsCertFile=c,", "-tlsKeyFile=k,")
        .hasMessageContaining("-tlsCertFile for -httpListenAddr number 2 of 2");
    accepted("-httpListenAddr=:1,:2", "-tls=true,false", "-tlsCertFile=c,", "-tlsKeyFile=k,");
  }

  @Test
  void client_certificates_need_tls() {
    refused("-mtls", "-mtlsCAFile=a").hasMessageContaining("-mtls is set without -tls");
    String[] tls = {"-mtls", "-tls", "-tlsCertFile=c", "-tlsKeyFile=k"};
    refused(tls).hasMessageContaining("-mtls is set without -mtlsCAFile");
    accepted("-mtls", "-tls", "-tlsCertFile=c", "-tlsKeyFile=k", "-mtlsCAFile=a");
  }

  @Test
  void grpc_needs_a_certificate_unless_it_is_told_to_go_without() {
    refused("-otlpGRPCListenAddr=:4317").hasMessageContaining("-otlpGRPC.tlsCertFile");
    accepted("-otlpGRPCListenAddr=:4317", "-otlpGRPC.tls=false");
    accepted("-otlpGRPCListenAddr=:4317", "-otlpGRPC.tlsCertFile=c", "-otlpGRPC.tlsKeyFile=k");
  }

  @Test
  void an_address_to_listen_at_is_needed() {
    refused("-httpListenAddr=").hasMessageContaining("-httpListenAddr is empty");
  }

  @Test
  void data_needs_a_directory_of_its_own() {
    refused("-storageDataPath=").hasMessageContaining("-storageDataPath is empty");
  }

  @Test
  void more_values_than_nodes_or_addresses_are_refused() {
    refused("-storageNode=a,b", "-storageNode.username=u,v,w")
        .hasMessageContaining("-storageNode.username has 3 values, but -storageNode has only 2");
    refused("-tls=false,false").hasMessageContaining("-httpListenAddr has only 1");
    accepted("-storageNode.username=u");
  }

  @Test
  void disk_usage_is_bounded_in_one_way_only() {
    refused("-retention.maxDiskSpaceUsageBytes=1GB", "-retention.maxDiskUsagePercent=80")
        .hasMessageContaining("both set");
    accepted("-retention.maxDiskSpaceUsageBytes=0", "-retention.maxDiskUsagePercent=80");
  }

  @Test
  void secret_flags_must_exist() {
    refused("-secret.flags=retentionPeriods")
        .hasMessageContaining("did you mean -retentionPeriod?");
    accepted("-secret.flags=retentionPeriod,storageNode");
  }
}
