package dev.vestige.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.VestigeException;
import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileInput;
import dev.vestige.base.io.FileOutput;
import dev.vestige.testkit.CrashDirectory;
import dev.vestige.testkit.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Segments with wrong bytes in every place: what is handed out was handed in, in order, and what
/// is missing is reported as damaged or was the torn end.
@ExtendWith(Seed.class)
class WalDamageTest {
  private static final String FIRST = "0000000000000001.wal";
  private static final String SECOND = "0000000000000002.wal";
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

  /// Where the records begin in a segment with one after another, and where they end.
  private final int[] starts = new int[NAMES.size() + 1];

  private byte[] running = new byte[0];
  private byte[] closed = new byte[0];

  @BeforeEach
  void write_a_segment_and_look_at_it_before_and_after_closing() {
    CrashDirectory directory = CrashDirectory.empty();
    Wal wal = WalRecords.open(directory, WalOptions.DEFAULTS, new WalRecords());
    starts[0] = SegmentLayout.HEADER_BYTES;
    for (int i = 0; i < NAMES.size(); i++) {
      wal.append(WalRecords.record(NAMES.get(i))).join();
      starts[i + 1] = (int) directory.sizeBytes(FIRST);
    }
    running = bytes(directory, FIRST);
    wal.close();
    closed = bytes(directory, FIRST);
    assertThat(closed).hasSize(running.length + SegmentLayout.RECORD_HEADER_BYTES);
  }

  private static byte[] bytes(Directory directory, String name) {
    try (FileInput input = directory.open(name)) {
      byte[] bytes = new byte[(int) input.lengthBytes()];
      input.read(0, bytes, 0, bytes.length);
      return bytes;
    }
  }

  private static void put(Directory directory, String name, byte[] bytes) {
    try (FileOutput output = directory.create(name)) {
      output.write(bytes, 0, bytes.length);
      output.force();
    }
    directory.sync();
  }

  private record Found(List<String> names, WalReport report, CrashDirectory directory) {}

  /// Opens a log of one segment, appends to it, and opens it once more: nothing may change.
  private static Found open(byte[] segment) {
    CrashDirectory directory = CrashDirectory.empty();
    put(directory, FIRST, segment);
    return open(directory);
  }

  private static Found open(CrashDirectory directory) {
    WalRecords records = new WalRecords();
    WalReport report;
    try (Wal wal = WalRecords.open(directory, WalOptions.DEFAULTS, records)) {
      report = wal.report();
      wal.append(WalRecords.record("new")).join();
    }
    WalRecords again = new WalRecords();
    Wal wal = WalRecords.open(directory, WalOptions.DEFAULTS, again);
    wal.close();
    List<String> expected = new ArrayList<>(records.names());
    expected.add("new");
    assertThat(again.names()).isEqualTo(expected);
    assertThat(wal.report().tornBytes()).isZero();
    return new Found(records.names(), report, directory);
  }

  private static void assertDamaged(Found found, String... left) {
    assertThat(found.names).containsExactly(left);
    assertThat(found.report.damages()).isNotEmpty();
    assertThat(found.report.damages())
        .allSatisfy(damage -> {
          assertThat(damage.kind()).isEqualTo(ErrorKind.CORRUPT);
          assertThat(damage).hasMessageMatching(".* file " + FIRST + " is damaged at \\d+: .*");
        });
    assertThat(found.directory.files()).contains(FIRST + ".damaged");
  }

  @Test
  void a_changed_byte_costs_its_own_record_only(RandomGenerator random) {
    for (int at = starts[0]; at < closed.length; at++) {
      byte[] hostile = closed.clone();
      hostile[at] ^= (byte) (1 + random.nextInt(255));
      int hit = record(at);
      Found found = open(hostile);
      if (hit < NAMES.size()) {
        assertDamaged(found, without(hit));
        assertThat(found.report.damages().getFirst())
            .hasMessageContaining("at " + starts[hit] + ": expected the records " + (hit + 1));
      } else {
        assertThat(found.names).isEqualTo(NAMES);
        assertThat(found.report.damages()).isEmpty();
        assertThat(found.report.tornBytes()).isEqualTo(SegmentLayout.RECORD_HEADER_BYTES);
      }
    }
  }

  @Test
  void a_changed_byte_in_the_last_record_of_a_running_log_is_torn(RandomGenerator random) {
    int last = NAMES.size() - 1;
    for (int at = starts[0]; at < running.length; at++) {
      byte[] hostile = running.clone();
      hostile[at] ^= (byte) (1 + random.nextInt(255));
      int hit = record(at);
      Found found = open(hostile);
      if (hit < last) {
        assertDamaged(found, without(hit));
      } else {
        assertThat(found.names).isEqualTo(NAMES.subList(0, last));
        assertThat(found.report.damages()).isEmpty();
        assertThat(found.report.tornBytes()).isEqualTo(running.length - starts[last]);
        assertThat(found.directory.files()).doesNotContain(FIRST + ".damaged");
      }
    }
  }

  private int record(int at) {
    int record = 0;
    while (record < NAMES.size() && starts[record + 1] <= at) {
      record++;
    }
    return record;
  }

  private static String[] without(int record) {
    return NAMES.stream().filter(name -> !name.equals(NAMES.get(record))).toArray(String[]::new);
  }

  @Test
  void a_segment_cut_anywhere_loses_its_end() {
    for (int length = 0; length < running.length; length++) {
      Found found = open(Arrays.copyOf(running, length));
      int whole = length < starts[0] ? 0 : record(length);
      assertThat(found.names).isEqualTo(NAMES.subList(0, whole));
      assertThat(found.report.damages()).isEmpty();
      int sound = length < starts[0] ? 0 : starts[whole];
      assertThat(found.report.tornBytes()).isEqualTo(length - sound);
    }
  }

  @Test
  void a_segment_with_a_changed_header_is_set_aside(RandomGenerator random) {
    for (int at = 0; at < SegmentLayout.HEADER_BYTES; at++) {
      byte[] hostile = running.clone();
      hostile[at] ^= (byte) (1 + random.nextInt(255));
      CrashDirectory directory = CrashDirectory.empty();
      put(directory, FIRST, hostile);
      WalRecords records = new WalRecords();
      try (Wal wal = WalRecords.open(directory, WalOptions.DEFAULTS, records)) {
        assertThat(records.names()).isEmpty();
        assertThat(wal.report().damages())
            .singleElement()
            .returns(ErrorKind.CORRUPT, VestigeException::kind)
            .extracting(VestigeException::getMessage)
            .asString()
            .contains(FIRST + " is damaged at 0");
        wal.append(WalRecords.record("new")).join();
        assertThat(directory.files()).containsExactly(FIRST + ".damaged", SECOND);
      }
    }
  }

  @Test
  void damage_before_another_segment_is_never_torn() {
    for (int length = 0; length < running.length; length++) {
      CrashDirectory directory = twoSegments(Arrays.copyOf(running, length));
      WalRecords records = new WalRecords();
      try (Wal wal = WalRecords.open(directory, WalOptions.DEFAULTS, records)) {
        int whole = length < starts[0] ? 0 : record(length);
        assertThat(records.names()).hasSize(whole + 1).endsWith("next");
        assertThat(wal.report().damages()).hasSize(1);
      }
    }
  }

  /// A log whose first segment has the given bytes, and whose second has the record "next".
  private CrashDirectory twoSegments(byte[] first) {
    CrashDirectory whole = CrashDirectory.empty();
    put(whole, FIRST, running);
    try (Wal wal = WalRecords.open(whole, WalOptions.DEFAULTS, new WalRecords())) {
      wal.append(WalRecords.record("next")).join();
    }
    CrashDirectory directory = CrashDirectory.empty();
    put(directory, FIRST, first);
    put(directory, SECOND, bytes(whole, SECOND));
    return directory;
  }

  @Test
  void bytes_behind_what_the_next_segment_counts_on_are_void(RandomGenerator random) {
    byte[] longer = Arrays.copyOf(running, running.length + 100);
    System.arraycopy(running, starts[4], longer, running.length, 40);
    CrashDirectory directory = twoSegments(longer);
    WalRecords records = new WalRecords();
    try (Wal wal = WalRecords.open(directory, WalOptions.DEFAULTS, records)) {
      assertThat(records.names()).containsExactly("a", "b", "c", "d", "e", "next");
      assertThat(wal.report().damages()).isEmpty();
    }
  }

  @Test
  void damage_in_covered_records_is_nobodys_concern() {
    byte[] hostile = closed.clone();
    hostile[starts[1] + 5] ^= 1;
    CrashDirectory directory = CrashDirectory.empty();
    put(directory, FIRST, hostile);
    WalRecords records = new WalRecords();
    try (Wal wal = Wal.open(directory, WalOptions.DEFAULTS, WalObserver.NONE, 2, records)) {
      assertThat(records.names()).containsExactly("c", "d", "e");
      assertThat(wal.report().damages()).isEmpty();
    }
  }

  @Test
  void a_missing_segment_is_damage() {
    CrashDirectory directory = twoSegments(running);
    directory.delete(FIRST);
    WalReport report = Wal.check(directory, 0);
    assertThat(report.records()).isEqualTo(1);
    assertThat(report.damages())
        .singleElement()
        .extracting(VestigeException::getMessage)
        .asString()
        .contains(SECOND + " begins with record 6, expected 1");
  }

  @Test
  void a_record_inside_a_record_is_none() {
    CrashDirectory directory = CrashDirectory.empty();
    put(directory, FIRST, closed);
    try (Wal wal = WalRecords.open(directory, WalOptions.DEFAULTS, new WalRecords())) {
      wal.append(ByteSlice.of(closed)).join();
    }
    byte[] second = bytes(directory, SECOND);
    second[SegmentLayout.HEADER_BYTES + 3] ^= 1;
    directory.delete(SECOND);
    put(directory, SECOND, second);
    assertThat(WalRecords.read(directory)).isEqualTo(NAMES);
  }

  @Test
  void many_damages_are_counted_but_not_all_described() {
    CrashDirectory directory = CrashDirectory.empty();
    int records = 2 * (Limits.DAMAGES_DESCRIBED_MAX + 1) + 1;
    long[] ends = new long[records];
    try (Wal wal = WalRecords.open(directory, WalOptions.DEFAULTS, new WalRecords())) {
      for (int i = 0; i < records; i++) {
        wal.append(WalRecords.record("r" + i)).join();
        ends[i] = directory.sizeBytes(FIRST);
      }
    }
    byte[] hostile = bytes(directory, FIRST);
    for (int i = 1; i < records; i += 2) {
      hostile[(int) ends[i] - 1] ^= 1;
    }
    directory.delete(FIRST);
    put(directory, FIRST, hostile);
    WalReport report = Wal.check(directory, 0);
    assertThat(report.damageCount()).isEqualTo(Limits.DAMAGES_DESCRIBED_MAX + 1);
    assertThat(report.damages()).hasSize(Limits.DAMAGES_DESCRIBED_MAX);
    assertThat(report.records()).isEqualTo(records - Limits.DAMAGES_DESCRIBED_MAX - 1);
  }

  @Test
  void random_bytes_are_no_segment(RandomGenerator random) {
    for (int i = 0; i < 300; i++) {
      byte[] hostile = new byte[random.nextInt(3000)];
      random.nextBytes(hostile);
      if (random.nextBoolean()) {
        System.arraycopy(running, 0, hostile, 0, Math.min(hostile.length, starts[0]));
      }
      assertThat(open(hostile).names).isEmpty();
    }
  }
}
