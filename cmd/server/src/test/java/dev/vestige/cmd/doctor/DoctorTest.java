package dev.vestige.cmd.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.VestigeException;
import dev.vestige.cmd.flags.Flags;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private final Instant now = Instant.now();

  @TempDir Path folder;

  @BeforeEach
  void aGoodMachine() throws IOException {
    Files.createDirectories(folder.resolve("run/chrony"));
    limits("1048576");
    mounts("ext4", "rw");
  }

  private void limits(String openFiles) throws IOException {
    Files.writeString(
        folder.resolve("limits"),
        "Max processes             95   95   processes\nMax open files            "
            + openFiles
            + "   1048576   files\n");
  }

  private void mounts(String type, String options) throws IOException {
    Files.writeString(folder.resolve("mounts"), "/dev/sda1 / " + type + " " + options + " 0 0\n");
  }

  private Machine machine(String user, long heapBytesMax) {
    return new Machine(
        folder, folder.resolve("run"), folder, user, "a JVM 25", heapBytesMax, 4L << 30, now);
  }

  private List<Finding> findings(Machine machine, String... flags) {
    List<String> words = new ArrayList<>(List.of(flags));
    words.add("-storageDataPath=" + folder.resolve("data"));
    addUnlessGiven(words, "-storage.minFreeDiskSpaceBytes=1");
    addUnlessGiven(words, "-httpListenAddr=127.0.0.1:0");
    return new Doctor(Flags.parse(words, Map.of()), machine).findings();
  }

  private static void addUnlessGiven(List<String> words, String flag) {
    String name = flag.substring(0, flag.indexOf('=') + 1);
    if (words.stream().noneMatch(word -> word.startsWith(name))) {
      words.add(flag);
    }
  }

  private List<Finding> findings(String... flags) {
    return findings(machine("vestige", 1L << 30), flags);
  }

  private static Finding of(List<Finding> findings, String subject) {
    return findings.stream()
        .filter(finding -> finding.subject().equals(subject))
        .filter(finding -> finding.state() != Finding.State.GOOD)
        .findFirst()
        .orElseGet(() -> Finding.good(subject, "nothing else was found"));
  }

  @Test
  void finds_nothing_bad_on_a_good_machine() {
    assertThat(findings())
        .extracting(Finding::subject)
        .contains("java", "memory", "limits", "tmp", "user", "clock", "disk", "port");
    assertThat(findings()).noneMatch(finding -> finding.state() == Finding.State.BAD);
  }

  @Test
  void every_trouble_has_a_remedy() throws IOException {
    limits("1024");
    mounts("tmpfs", "rw,noexec");
    assertThat(findings(machine("root", 100L << 20)))
        .filteredOn(finding -> finding.state() != Finding.State.GOOD)
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(finding -> assertThat(finding.remedy()).isNotBlank());
  }

  @Test
  void tells_of_few_open_files() throws IOException {
    limits("1024");
    assertThat(of(findings(), "limits").text()).contains("1024");
  }

  @Test
  void tells_of_a_heap_that_is_too_small_or_too_large() {
    assertThat(of(findings(machine("vestige", 100L << 20)), "memory").remedy()).contains("-Xmx");
    assertThat(of(findings(machine("vestige", 3800L << 20)), "memory").text())
        .contains("page cache");
  }

  @Test
  void a_temporary_folder_that_runs_nothing_is_bad() throws IOException {
    mounts("ext4", "rw,noexec,relatime");
    Finding finding = of(findings(), "tmp");
    assertThat(finding.state()).isEqualTo(Finding.State.BAD);
    assertThat(finding.remedy()).contains("java.io.tmpdir");
  }

  @Test
  void tells_of_file_systems_that_forget() throws IOException {
    mounts("tmpfs", "rw");
    assertThat(of(findings(), "disk").text()).contains("tmpfs at /");
  }

  @Test
  void the_nearest_mount_counts() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner")).toRealPath();
    Path list = folder.resolve("mounts");
    Files.writeString(
        list, "a / ext4 rw 0 0\nb " + inner + " xfs rw 0 0\nc /elsewhere nfs rw 0 0\n");
    assertThat(Mount.of(inner.resolve("not/there/yet"), list).orElseThrow().type())
        .isEqualTo("xfs");
    assertThat(Mount.of(inner, folder.resolve("no-such-list"))).isEmpty();
  }

  @Test
  void too_little_room_is_bad() {
    Finding finding = of(findings("-storage.minFreeDiskSpaceBytes=8000TiB"), "disk");
    assertThat(finding.state()).isEqualTo(Finding.State.BAD);
  }

  @Test
  void tells_of_files_from_the_future() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path file = Files.createFile(data.resolve("a"));
    Files.setLastModifiedTime(file, FileTime.from(now.plus(Duration.ofHours(3))));
    assertThat(of(findings(), "clock").text()).contains("yet to come");
  }

  @Test
  void tells_of_a_clock_that_nobody_sets() throws IOException {
    Files.delete(folder.resolve("run/chrony"));
    assertThat(of(findings(), "clock").text()).contains("nothing seems to set it");
  }

  @Test
  void a_port_in_use_is_bad() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Finding finding = of(findings("-httpListenAddr=127.0.0.1:" + taken.getLocalPort()), "port");
      assertThat(finding.state()).isEqualTo(Finding.State.BAD);
      assertThat(finding.remedy()).contains("-httpListenAddr");
    }
  }

  @Test
  void a_storage_node_that_does_not_answer_is_bad() throws IOException {
    try (ServerSocket node = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String there = "127.0.0.1:" + node.getLocalPort();
      List<Finding> findings = findings("-storageNode=" + there + ",127.0.0.1:1");
      assertThat(findings).contains(Finding.good("node", there + " answers"));
      assertThat(of(findings, "node").text()).startsWith("127.0.0.1:1 cannot be reached");
    }
  }

  @Test
  void the_exit_code_tells_of_bad_findings() {
    List<String> words = List.of("-httpListenAddr=127.0.0.1:0", "-storageDataPath=" + folder);
    assertThat(
            Doctor.run(
                words,
                Map.of(),
                _ -> {
                  throw VestigeException.invalidInput("the certificate is missing");
                }))
        .isEqualTo(1);
  }
}
