package dev.vestige.storage.wal;

import dev.vestige.base.io.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads all segments of a directory in order, and changes nothing.
final class WalReplay {
  private final Directory directory;
  private final long covered;
  private final RecordVisitor visitor;
  private final Findings findings = new Findings();
  private final List<SegmentHeader> headers = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> damagedSegments = new ArrayList<>();
  private final List<String> unreadableFiles = new ArrayList<>();
  private final List<String> stubs = new ArrayList<>();
  private long lastNumber;
  private long lastSequence;

  private WalReplay(Directory directory, long covered, RecordVisitor visitor) {
    this.directory = directory;
    this.covered = covered;
    this.visitor = visitor;
    this.lastSequence = covered;
  }

  /// Hands the records behind `covered` to the visitor.
  static WalReplay run(Directory directory, long covered, RecordVisitor visitor) {
    WalReplay replay = new WalReplay(directory, covered, visitor);
    replay.readHeaders();
    replay.readRecords();
    return replay;
  }

  private void readHeaders() {
    for (String name : directory.files()) {
      long number = SegmentLayout.number(name).orElse(-1);
      lastNumber = Math.max(lastNumber, number);
      if (number >= 0 && name.endsWith(SegmentLayout.SUFFIX)) {
        Optional<SegmentHeader> header = SegmentReader.header(directory, name);
        header.ifPresentOrElse(headers::add, () -> addHeadless(name));
      }
    }
  }

  /// A header is synced before anything follows it, so a file that has nothing more was being
  /// created when the machine stopped.
  private void addHeadless(String name) {
    long bytes = directory.sizeBytes(name);
    if (bytes <= SegmentLayout.HEADER_BYTES) {
      stubs.add(name);
      findings.torn(bytes);
    } else {
      unreadableFiles.add(name);
      findings.damaged(
          "reading the write-ahead log: file "
              + name
              + " is damaged at 0: expected the header of this segment");
    }
  }

  private void readRecords() {
    for (int i = 0; i < headers.size(); i++) {
      SegmentHeader header = headers.get(i);
      long limit = i + 1 < headers.size() ? headers.get(i + 1).firstSequence() : Long.MAX_VALUE;
      String name = SegmentLayout.name(header.number());
      if (header.firstSequence() > lastSequence + 1) {
        findings.damaged(
            "reading the write-ahead log: file "
                + name
                + " begins with record "
                + header.firstSequence()
                + ", expected "
                + (lastSequence + 1));
      }
      if (limit - 1 <= covered) {
        add(header, limit - 1, directory.sizeBytes(name));
      } else {
        readSegment(name, header, limit);
      }
    }
  }

  private void readSegment(String name, SegmentHeader header, long limit) {
    try (SegmentReader reader = SegmentReader.open(directory, name, header)) {
      SegmentReplay replay =
          new SegmentReplay(
              reader, name, header.firstSequence(), limit, covered, visitor, findings);
      long damagesBefore = findings.damageCount();
      replay.run();
      boolean damaged = findings.damageCount() > damagesBefore;
      if (damaged) {
        damagedSegments.add(name);
      }
      findings.torn(reader.lengthBytes() - replay.soundBytes());
      // The torn end of a damaged file is evidence too.
      add(header, replay.next() - 1, damaged ? reader.lengthBytes() : replay.soundBytes());
    }
  }

  private void add(SegmentHeader header, long last, long sizeBytes) {
    segments.add(
        new Segment(
            SegmentLayout.name(header.number()),
            header.firstSequence(),
            last,
            sizeBytes,
            header.createdNanos()));
    lastSequence = Math.max(lastSequence, last);
  }

  /// All segments with a header, the oldest first, each with the size that is worth keeping.
  List<Segment> segments() {
    return segments;
  }

  /// Segments in which records are lost.
  List<String> damagedSegments() {
    return damagedSegments;
  }

  /// Files with a segment's name but without a segment's header.
  List<String> unreadableFiles() {
    return unreadableFiles;
  }

  /// Files in which a segment was just about to begin.
  List<String> stubs() {
    return stubs;
  }

  /// The highest number of a file.
  long lastNumber() {
    return lastNumber;
  }

  /// The highest number of a record, at least the covered one.
  long lastSequence() {
    return lastSequence;
  }

  WalReport report() {
    return findings.toReport();
  }
}
