package dev.vestige.it.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vestige.it.process.ProcessRun;
import dev.vestige.it.process.Shipped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is packed around the executable: the Debian package, without the Java runtime that would
/// take long to link, and the bill of materials. `cmd/server/src/build/try-deb.sh` installs the
/// whole package.
class PackageTest {
  private static final String EPOCH = "1767225600";
  private static final int AR_HEAD_BYTES = 60;

  @TempDir Path folder;

  private String run(String... command) {
    try (ProcessRun run = ProcessRun.start(folder, command)) {
      assertThat(run.awaitExit()).as("%s: %s", List.of(command), run.err()).isZero();
      return run.out();
    }
  }

  /// A folder as dist.sh makes it, with a runtime of one file.
  private Path unpacked() throws IOException {
    Path made = Files.createDirectories(folder.resolve("vestige-1.2.3"));
    Files.copy(Shipped.executable(), made.resolve("vestige"));
    Files.createDirectories(made.resolve("runtime/bin"));
    Files.writeString(made.resolve("runtime/bin/java"), "#!/bin/sh\n");
    Path share = Files.createDirectories(made.resolve("share"));
    String executable = Shipped.executable().toString();
    Files.writeString(share.resolve("vestige.1"), run(executable, "manual"));
    for (String shell : List.of("bash", "zsh", "fish")) {
      Files.writeString(share.resolve("completion." + shell), run(executable, "completion", shell));
    }
    Files.writeString(share.resolve("vestige.cdx.json"), billOfMaterials());
    return made;
  }

  private static String billOfMaterials() throws IOException {
    try (ZipFile jar = new ZipFile(Shipped.jar().toFile());
        InputStream entry = jar.getInputStream(jar.getEntry("META-INF/sbom/vestige.cdx.json"))) {
      return new String(entry.readAllBytes(), UTF_8);
    }
  }

  private Path pack(Path unpacked, String name) {
    Path script = Shipped.root().resolve("cmd/server/src/build/deb.sh");
    Path target = folder.resolve(name);
    run("sh", script.toString(), unpacked.toString(), target.toString(), "1.2.3", "amd64", EPOCH);
    return target;
  }

  /// The members of an ar archive.
  private static Map<String, byte[]> members(byte[] archive) {
    assertThat(new String(archive, 0, 8, UTF_8)).isEqualTo("!<arch>\n");
    Map<String, byte[]> members = new LinkedHashMap<>();
    int at = 8;
    while (at < archive.length) {
      String head = new String(archive, at, AR_HEAD_BYTES, UTF_8);
      assertThat(head).endsWith("`\n");
      int size = Integer.parseInt(head.substring(48, 58).strip());
      at += AR_HEAD_BYTES;
      members.put(head.substring(0, 16).strip(), Arrays.copyOfRange(archive, at, at + size));
      at += size + size % 2;
    }
    return members;
  }

  @Test
  void the_debian_package_has_its_parts_and_is_the_same_when_made_again() throws IOException {
    Path unpacked = unpacked();
    byte[] archive = Files.readAllBytes(pack(unpacked, "first.deb"));
    assertThat(Files.readAllBytes(pack(unpacked, "second.deb"))).isEqualTo(archive);
    Map<String, byte[]> members = members(archive);
    assertThat(members.keySet()).containsExactly("debian-binary", "control.tar.gz", "data.tar.gz");
    assertThat(members.get("debian-binary")).isEqualTo("2.0\n".getBytes(UTF_8));

    assertThat(list("control.tar.gz", members))
        .contains("./control", "./conffiles", "./postinst", "./prerm", "./postrm", "./md5sums");
    assertThat(list("data.tar.gz", members))
        .contains(
            "./etc/vestige/vestige.conf",
            "./usr/bin/vestige",
            "./usr/lib/vestige/vestige",
            "./usr/lib/vestige/runtime/bin/java",
            "./usr/lib/systemd/system/vestige.service",
            "./usr/lib/systemd/system/vestige-storage.service",
            "./usr/lib/systemd/system/vestige-backup.timer",
            "./usr/share/man/man1/vestige.1.gz",
            "./usr/share/bash-completion/completions/vestige",
            "./usr/share/doc/vestige/copyright",
            "./usr/share/doc/vestige/vestige.cdx.json");
    String control = run("tar", "-xOzf", folder.resolve("control.tar.gz").toString(), "./control");
    assertThat(control)
        .contains("Package: vestige\nVersion: 1.2.3\nArchitecture: amd64\n")
        .containsPattern("Installed-Size: \\d+\n");
    String unit =
        run(
            "tar",
            "-xOzf",
            folder.resolve("data.tar.gz").toString(),
            "./usr/lib/systemd/system/vestige.service");
    assertThat(unit).contains("ExecStart=/usr/bin/vestige ").doesNotContain("/opt/");
  }

  private List<String> list(String member, Map<String, byte[]> members) throws IOException {
    Path file = folder.resolve(member);
    Files.write(file, members.get(member));
    return run("tar", "-tzf", file.toString()).lines().toList();
  }

  @Test
  void the_bill_of_materials_names_each_library_with_licence_and_checksum() throws IOException {
    JsonNode bill = new ObjectMapper().readTree(billOfMaterials());
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    JsonNode components = bill.path("components");
    assertThat(components).hasSizeGreaterThan(20);
    for (JsonNode component : components) {
      assertThat(component.path("purl").asText()).matches("pkg:(maven|npm)/.+@.+");
      assertThat(component.path("licenses")).as("licences of %s", component).isNotEmpty();
      assertThat(component.path("licenses").get(0).path("license").path("id").asText())
          .as("licence of %s that has an identifier", component.path("name"))
          .isNotEmpty();
      assertThat(component.path("hashes").get(0).path("content").asText())
          .matches("[0-9a-f]{64}|[0-9a-f]{128}");
    }
    List<String> names = components.findValuesAsText("name");
    assertThat(names)
        .contains("netty-transport", "jackson-core", "zstd-jni", "re2j", "preact", "uplot")
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.startsWith("vestige") || name.startsWith("junit"));
  }
}
