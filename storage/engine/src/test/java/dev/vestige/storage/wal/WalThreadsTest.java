package dev.vestige.storage.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestige.base.io.Directory;
import dev.vestige.base.io.FileSystemDirectory;
import dev.vestige.testkit.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Seed.class)
class WalThreadsTest {
  private static final int THREADS = 8;
  private static final int RECORDS_PER_THREAD = 200;

  @ParameterizedTest
  @EnumSource(WalSync.class)
  void records_of_many_threads_are_all_there(WalSync sync, @TempDir Path path)
      throws InterruptedException {
    Directory directory = FileSystemDirectory.open(path);
    WalOptions options =
        WalOptions.DEFAULTS.withSync(sync).withSyncIntervalMillis(5).withSegmentBytesMax(200_000);
    List<Long> heard = new ArrayList<>();
    List<Map<String, Long>> answers =
        IntStream.range(0, THREADS).<Map<String, Long>>mapToObj(_ -> new HashMap<>()).toList();
    try (Wal wal = WalRecords.open(directory, options, new WalRecords())) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        threads.add(
            Thread.ofVirtual().start(() -> append(wal, thread, heard, answers.get(thread))));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(wal.roll()).isLessThanOrEqualTo(wal.lastSequence());
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(heard).hasSize(THREADS * RECORDS_PER_THREAD).isSorted().doesNotHaveDuplicates();
    TreeMap<Long, String> bySequence = new TreeMap<>();
    answers.forEach(map -> map.forEach((name, sequence) -> bySequence.put(sequence, name)));
    WalRecords found = new WalRecords();
    WalRecords.open(directory, options, found).close();
    assertThat(found.sequences()).isEqualTo(List.copyOf(bySequence.keySet()));
    assertThat(found.names()).isEqualTo(List.copyOf(bySequence.values()));
  }

  private static void append(Wal wal, int thread, List<Long> heard, Map<String, Long> answers) {
    RandomGenerator random = Seed.random("thread " + thread);
    List<CompletableFuture<Long>> open = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < RECORDS_PER_THREAD; i++) {
      String name = thread + "-" + i;
      names.add(name);
      open.add(wal.append(WalRecords.record(name, random.nextInt(2000)), heard::add));
      if (random.nextInt(4) == 0) {
        answer(names, open, answers);
      }
    }
    answer(names, open, answers);
    assertThat(Collections.unmodifiableMap(answers)).hasSize(RECORDS_PER_THREAD);
  }

  private static void answer(
      List<String> names, List<CompletableFuture<Long>> open, Map<String, Long> answers) {
    for (int i = 0; i < names.size(); i++) {
      answers.put(names.get(i), open.get(i).join());
    }
    names.clear();
    open.clear();
  }
}
