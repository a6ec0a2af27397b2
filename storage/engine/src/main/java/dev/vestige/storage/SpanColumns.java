package dev.vestige.storage;

import java.util.Arrays;

/// The columns of a batch that have one entry per span. Grows while a batch is built.
final class SpanColumns {
  int size;
  long[] traceHigh;
  long[] traceLow;
  long[] spanId;
  long[] parentId;
  long[] start;
  long[] end;
  int[] name;
  int[] kind;
  int[] statusCode;
  int[] statusMessage;
  int[] traceState;
  int[] flags;
  int[] droppedAttributes;
  int[] droppedEvents;
  int[] droppedLinks;
  int[] resource;
  int[] scope;
  int[] override;
  int[] eventOffsets;
  int[] linkOffsets;

  SpanColumns(int capacity) {
    traceHigh = new long[capacity];
    traceLow = new long[capacity];
    spanId = new long[capacity];
    parentId = new long[capacity];
    start = new long[capacity];
    end = new long[capacity];
    name = new int[capacity];
    kind = new int[capacity];
    statusCode = new int[capacity];
    statusMessage = new int[capacity];
    traceState = new int[capacity];
    flags = new int[capacity];
    droppedAttributes = new int[capacity];
    droppedEvents = new int[capacity];
    droppedLinks = new int[capacity];
    resource = new int[capacity];
    scope = new int[capacity];
    override = new int[capacity];
    eventOffsets = new int[capacity + 1];
    linkOffsets = new int[capacity + 1];
  }

  void clear() {
    size = 0;
  }

  /// Makes room for one more row and returns its number.
  int add() {
    if (size == traceHigh.length) {
      resize(size * 2);
    }
    return size++;
  }

  private void resize(int capacity) {
    traceHigh = Arrays.copyOf(traceHigh, capacity);
    traceLow = Arrays.copyOf(traceLow, capacity);
    spanId = Arrays.copyOf(spanId, capacity);
    parentId = Arrays.copyOf(parentId, capacity);
    start = Arrays.copyOf(start, capacity);
    end = Arrays.copyOf(end, capacity);
    name = Arrays.copyOf(name, capacity);
    kind = Arrays.copyOf(kind, capacity);
    statusCode = Arrays.copyOf(statusCode, capacity);
    statusMessage = Arrays.copyOf(statusMessage, capacity);
    traceState = Arrays.copyOf(traceState, capacity);
    flags = Arrays.copyOf(flags, capacity);
    droppedAttributes = Arrays.copyOf(droppedAttributes, capacity);
    droppedEvents = Arrays.copyOf(droppedEvents, capacity);
    droppedLinks = Arrays.copyOf(droppedLinks, capacity);
    resource = Arrays.copyOf(resource, capacity);
    scope = Arrays.copyOf(scope, capacity);
    override = Arrays.copyOf(override, capacity);
    eventOffsets = Arrays.copyOf(eventOffsets, capacity + 1);
    linkOffsets = Arrays.copyOf(linkOffsets, capacity + 1);
  }

  SpanColumns trimmed() {
    SpanColumns copy = new SpanColumns(0);
    copy.size = size;
    copy.traceHigh = Arrays.copyOf(traceHigh, size);
    copy.traceLow = Arrays.copyOf(traceLow, size);
    copy.spanId = Arrays.copyOf(spanId, size);
    copy.parentId = Arrays.copyOf(parentId, size);
    copy.start = Arrays.copyOf(start, size);
    copy.end = Arrays.copyOf(end, size);
    copy.name = Arrays.copyOf(name, size);
    copy.kind = Arrays.copyOf(kind, size);
    copy.statusCode = Arrays.copyOf(statusCode, size);
    copy.statusMessage = Arrays.copyOf(statusMessage, size);
    copy.traceState = Arrays.copyOf(traceState, size);
    copy.flags = Arrays.copyOf(flags, size);
    copy.droppedAttributes = Arrays.copyOf(droppedAttributes, size);
    copy.droppedEvents = Arrays.copyOf(droppedEvents, size);
    copy.droppedLinks = Arrays.copyOf(droppedLinks, size);
    copy.resource = Arrays.copyOf(resource, size);
    copy.scope = Arrays.copyOf(scope, size);
    copy.override = Arrays.copyOf(override, size);
    copy.eventOffsets = Arrays.copyOf(eventOffsets, size + 1);
    copy.linkOffsets = Arrays.copyOf(linkOffsets, size + 1);
    return copy;
  }

  /// Bytes of memory held, used or not.
  long heldBytes() {
    return (long) traceHigh.length * (48 + 56);
  }

  long sizeBytes() {
    return (long) size * (48 + 56);
  }
}
