package dev.vestige.insert.cluster;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts the requests of which only some spans were stored.
final class CountedDeliveries implements ClusterObserver {
  final AtomicInteger partlyStored = new AtomicInteger();

  @Override
  public void stored(String node, long spans) {}

  @Override
  public void failed(String node, Failure failure, long spans) {}

  @Override
  public void partlyStored() {
    partlyStored.incrementAndGet();
  }
}
