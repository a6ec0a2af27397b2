package dev.vestige.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileOutput;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.storage.TracePins.Pin;
import dev.vestige.storage.backup.Backup;
import dev.vestige.storage.backup.BackupFolder;
import dev.vestige.storage.backup.CopyReport;
import dev.vestige.storage.backup.Restore;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.FaultDirectory;
import dev.vestige.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Backups of snapshots, and stores made of them.
@ExtendWith(Seed.class)
class BackupTest {
  @TempDir Path folder;

  private Directory store;
  private Directory backups;

  @BeforeEach
  void openDirectories() {
    store = FileSystemDirectory.create(folder.resolve("store"));
    backups = FileSystemDirectory.create(folder.resolve("backups"));
  }

  private Directory snapshot(Engine engine) {
    return FileSystemDirectory.open(Path.of(engine.createSnapshot("")));
  }

  private static CopyReport backUp(Directory source, Directory target) {
    try (BackupFolder folder = BackupFolder.open(target)) {
      return Backup.run(source, folder, 0);
    }
  }

  private static CopyReport restore(Directory source, Directory target) {
    return restore(source, "", target);
  }

  private static CopyReport restore(Directory source, String name, Directory target) {
    try (BackupFolder folder = BackupFolder.open(source)) {
      return Restore.run(folder, name, target, 0);
    }
  }

  private static void check(Directory restored, Ledger ledger) {
    StoreCheck.run(
        restored,
        report -> assertThat(report.state()).as(report.file()).isEqualTo(FileReport.State.GOOD));
    try (Engine engine = Engine.open(restored, EngineCrashTest.OPTIONS)) {
      ledger.check(engine);
    }
  }

  @Test
  void what_was_acknowledged_comes_back_and_parts_are_copied_once(RandomGenerator random) {
    Ledger ledger = new Ledger(random);
    CopyReport first;
    CopyReport second;
    try (Engine engine = Engine.open(store, EngineCrashTest.OPTIONS)) {
      ledger.append(engine, 30);
      engine.flush();
      first = backUp(snapshot(engine), backups);
      ledger.append(engine, 30);
      second = backUp(snapshot(engine), backups);
    }
    assertThat(first.filesKept()).isZero();
    assertThat(second.filesKept()).isPositive();
    assertThat(second.name()).isGreaterThan(first.name());
    Directory restored = FileSystemDirectory.create(folder.resolve("restored"));
    restore(backups, restored);
    check(restored, ledger);
    assertThatThrownBy(() -> restore(backups, restored)).hasMessageContaining("a store already");
  }

  @Test
  void pinned_traces_are_pinned_in_the_restored_store(RandomGenerator random) {
    List<Pin> pins;
    try (Engine engine = Engine.open(store, EngineCrashTest.OPTIONS)) {
      PinTest.fill(engine, random);
      engine.pins().pin(TenantId.DEFAULT, PinTest.aTrace(engine, TenantId.DEFAULT));
      pins = engine.pins().pins(TenantId.DEFAULT);
      backUp(snapshot(engine), backups);
    }
    Directory restored = FileSystemDirectory.create(folder.resolve("restored"));
    restore(backups, restored);
    try (Engine engine = Engine.open(restored, EngineCrashTest.OPTIONS)) {
      assertThat(engine.pins().pins(TenantId.DEFAULT)).isEqualTo(pins).hasSize(1);
    }
  }

  @Test
  void a_store_in_use_and_what_is_no_store_are_refused(RandomGenerator random) {
    assertThatThrownBy(() -> backUp(store, backups)).hasMessageContaining("is no store");
    assertThatThrownBy(() -> restore(backups, store)).hasMessageContaining("no whole backup");
    try (Engine engine = Engine.open(store, EngineCrashTest.OPTIONS)) {
      new Ledger(random).append(engine, 5);
      assertThatThrownBy(() -> backUp(store, backups))
          .isInstanceOfSatisfying(
              VestigeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    }
    assertThatThrownBy(() -> backUp(store, store)).hasMessageContaining("is a store");
    backUp(store, backups);
    assertThatThrownBy(() -> restore(backups, "20010101000000", backups))
        .hasMessageContaining("there is no backup \"20010101000000\"");
  }

  @Test
  void only_the_youngest_backups_and_their_parts_are_kept(RandomGenerator random) {
    Ledger ledger = new Ledger(random);
    try (Engine engine = Engine.open(store, EngineCrashTest.OPTIONS)) {
      for (int i = 0; i < 3; i++) {
        ledger.append(engine, 30);
        engine.flush();
        backUp(snapshot(engine), backups);
        engine.forceMerge("");
      }
    }
    try (BackupFolder all = BackupFolder.open(backups)) {
      List<String> names = all.names();
      assertThat(names).hasSize(3);
      all.keepYoungest(1);
      assertThat(all.names()).containsExactly(names.getLast());
      assertThat(all.check(names.getLast(), damage -> assertThat(damage).isNull())).isPositive();
    }
    Directory restored = FileSystemDirectory.create(folder.resolve("restored"));
    restore(backups, restored);
    check(restored, ledger);
  }

  @Test
  void damage_is_found_by_checking_and_stops_a_restore(RandomGenerator random) throws IOException {
    try (Engine engine = Engine.open(store, EngineCrashTest.OPTIONS)) {
      new Ledger(random).append(engine, 30);
      engine.flush();
      backUp(snapshot(engine), backups);
    }
    Path part = aPart();
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    List<BackupFolder.Damage> damages = new ArrayList<>();
    try (BackupFolder all = BackupFolder.open(backups)) {
      all.check(all.names().getLast(), damages::add);
    }
    assertThat(damages).singleElement().asString().contains("checksum");
    Directory restored = FileSystemDirectory.create(folder.resolve("restored"));
    assertThatThrownBy(() -> restore(backups, restored)).hasMessageContaining("checksum");
    assertThat(restored.exists(Manifest.NAME)).isFalse();
  }

  private Path aPart() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("backups/parts"))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void other_files_in_the_way_are_left_alone(RandomGenerator random) {
    try (Engine engine = Engine.open(store, EngineCrashTest.OPTIONS)) {
      new Ledger(random).append(engine, 30);
    }
    backUp(store, backups);
    Directory target = FileSystemDirectory.create(folder.resolve("restored"));
    target.createSubdirectory("wal");
    assertThatThrownBy(() -> restore(backups, target)).hasMessageContaining("to be empty");
  }

  /// Each use of the disk of the backups fails or is the last before the power goes; the next run
  /// makes a whole backup, and the restore of it goes through the same.
  @Test
  void a_run_that_was_cut_off_is_made_good_by_the_next(RandomGenerator random) {
    Ledger ledger = new Ledger(random);
    try (Engine engine = Engine.open(store, EngineCrashTest.OPTIONS)) {
      ledger.append(engine, 30);
      engine.flush();
      ledger.append(engine, 30);
      Directory snapshot = snapshot(engine);
      for (int operation = 1 + random.nextInt(5); ; operation += 5) {
        CrashDirectory disk = CrashDirectory.empty();
        boolean failed = cutOff(operation, disk, target -> backUp(snapshot, target));
        CrashDirectory after = disk.crash(random);
        backUp(snapshot, after);
        try (BackupFolder all = BackupFolder.open(after)) {
          all.names()
              .forEach(
                  name -> all.check(name, damage -> assertThat(damage).as("operation").isNull()));
        }
        CrashDirectory home = CrashDirectory.empty();
        boolean restoreFailed = cutOff(operation, home, target -> restore(after, target));
        CrashDirectory restored = home.crash(random);
        if (!restored.exists(Manifest.NAME)) {
          restore(after, restored);
        }
        check(restored, ledger);
        if (!failed && !restoreFailed) {
          assertThat(operation).isGreaterThan(30);
          return;
        }
      }
    }
  }

  private interface Step {
    void run(Directory target);
  }

  private static boolean cutOff(int operation, Directory disk, Step step) {
    FaultDirectory failing = FaultDirectory.failingAt(operation, disk);
    try {
      step.run(failing);
    } catch (VestigeException e) {
      assertThat(failing.failed()).as(e.getMessage()).isTrue();
    }
    return failing.failed();
  }

  @Test
  void a_rate_limit_spreads_the_bytes(RandomGenerator random) {
    try (Engine engine = Engine.open(store, EngineCrashTest.OPTIONS)) {
      new Ledger(random).append(engine, 30);
    }
    long begin = System.nanoTime();
    CopyReport report;
    try (BackupFolder all = BackupFolder.open(backups)) {
      report = Backup.run(store, all, 20_000);
    }
    assertThat((System.nanoTime() - begin) / 1e9)
        .isGreaterThanOrEqualTo(report.bytesCopied() / 20_000.0 - 0.01);
  }

  @Test
  void a_list_of_contents_that_was_changed_is_not_believed(RandomGenerator random)
      throws IOException {
    try (Engine engine = Engine.open(store, EngineCrashTest.OPTIONS)) {
      new Ledger(random).append(engine, 30);
    }
    String name = backUp(store, backups).name();
    Directory home = backups.subdirectory("backups").subdirectory(name);
    Path contents = Path.of(home.location(), "contents");
    String text = Files.readString(contents);
    for (String wrong : List.of("", "checksum 00000000\n", text.replaceFirst("parts", "qarts"))) {
      home.delete("contents");
      try (FileOutput file = home.create("contents")) {
        byte[] bytes = wrong.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        file.write(bytes, 0, bytes.length);
      }
      assertThatThrownBy(
              () -> restore(backups, FileSystemDirectory.create(folder.resolve("restored"))))
          .hasMessageContaining("contents");
    }
  }
}
