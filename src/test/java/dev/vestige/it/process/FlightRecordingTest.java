package dev.vestige.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecordingTest {

  @TempDir Path folder;

  @Test
  void a_recording_of_the_whole_run_is_written_when_the_server_is_asked_to_end()
      throws IOException {
    Path recording = folder.resolve("run.jfr");
    Map<String, String> options =
        Map.of("JAVA_OPTS", "-XX:StartFlightRecording:filename=" + recording);
    try (VestigeServer server = VestigeServer.start(folder, options)) {
      server.process().terminate();
      assertThat(server.process().awaitExit()).as(server.process().err()).isZero();
    }
    assertThat(RecordingFile.readAllEvents(recording))
        .anyMatch(event -> event.getEventType().getName().equals("jdk.JVMInformation"));
  }
}
