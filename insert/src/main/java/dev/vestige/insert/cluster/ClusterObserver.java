package dev.vestige.insert.cluster;

/// Told what becomes of parcels. Called by many threads.
public interface ClusterObserver {
  ClusterObserver NONE =
      new ClusterObserver() {
        @Override
        public void stored(String node, long spans) {}

        @Override
        public void failed(String node, Failure failure, long spans) {}

        @Override
        public void partlyStored() {}
      };

  /// How a node failed to take spans.
  enum Failure {
    REFUSED,
    IN_DOUBT
  }

  void stored(String node, long spans);

  /// Spans of a node go to another one.
  void failed(String node, Failure failure, long spans);

  /// A request is answered with an error although some of its spans are stored, or may be; a client
  /// that sends it again doubles those.
  void partlyStored();
}
