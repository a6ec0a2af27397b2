package dev.vestige.insert.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestige.base.ByteSlice;
import dev.vestige.base.VestigeException;
import dev.vestige.insert.cluster.Parcel.Framed;
import dev.vestige.storage.BatchDoubt;
import dev.vestige.storage.BatchId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParcelTest {
  private static final Framed ONE = new Framed(new BatchId(7, 1), ByteSlice.utf8("one frame"));
  private static final Framed TWO = new Framed(new BatchId(-7, 2), ByteSlice.utf8("another"));
  private static final List<BatchDoubt> DOUBTS =
      List.of(new BatchDoubt("node:10428", new BatchId(5, 3)));

  private static List<String> ids(Parcel parcel) {
    return parcel.batches().stream().map(batch -> batch.id() + " " + batch.frame()).toList();
  }

  @Test
  void reads_what_it_wrote() {
    Parcel many = new Parcel(List.of(), List.of(ONE, TWO));
    assertThat(ids(Parcel.read(many.write().slice()))).isEqualTo(ids(many));
    Parcel doubtful = new Parcel(DOUBTS, List.of(ONE));
    Parcel read = Parcel.read(doubtful.write().slice());
    assertThat(read.doubts()).isEqualTo(DOUBTS);
    assertThat(ids(read)).isEqualTo(ids(doubtful));
  }

  /// Batches that parted ways have doubts of their own, and copies are kept one by one.
  @Test
  void has_one_batch_when_there_are_doubts() {
    ByteSlice bytes = new Parcel(DOUBTS, List.of(ONE, TWO)).write().slice();
    assertThatThrownBy(() -> Parcel.read(bytes))
        .isInstanceOf(VestigeException.class)
        .hasMessageContaining("2 batches with doubts, expected one");
  }
}
