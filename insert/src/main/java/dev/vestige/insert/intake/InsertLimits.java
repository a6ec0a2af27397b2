package dev.vestige.insert.intake;

import dev.vestige.base.VestigeException;

/// The bounds of what comes in, as the flags set them.
///
/// @param requestBytesMax size of a request's body after decompression; a larger one is refused as
///   a whole
/// @param fieldsPerSpanMax fields of the row that a span becomes, those of its resource and scope
///   included
/// @param spanBytesMax bytes of a span's field names and values, those of its resource and scope
///   included
/// @param valueBytesMax bytes of one attribute value; a span with a longer one is refused
/// @param truncateValuesTo bytes that longer text and bytes values are cut to, 0 to leave them
/// @param inFlightBytesMax bytes of request bodies that may be worked on at the same time; one
///   tenant gets no more than half of it
/// @param storeTimeoutMillis how long a request waits for the store to take its spans
public record InsertLimits(
    long requestBytesMax,
    int fieldsPerSpanMax,
    int spanBytesMax,
    int valueBytesMax,
    int truncateValuesTo,
    long inFlightBytesMax,
    long storeTimeoutMillis) {
  public static final InsertLimits DEFAULTS =
      new InsertLimits(64L << 20, 1000, 2 << 20, 2 << 20, 0, 512L << 20, 60_000);

  public InsertLimits {
    require(requestBytesMax > 0 && requestBytesMax <= Integer.MAX_VALUE, "requestBytesMax");
    require(fieldsPerSpanMax > 0, "fieldsPerSpanMax");
    require(spanBytesMax > 0, "spanBytesMax");
    require(valueBytesMax > 0, "valueBytesMax");
    require(truncateValuesTo >= 0, "truncateValuesTo");
    require(inFlightBytesMax > 0, "inFlightBytesMax");
    require(storeTimeoutMillis > 0, "storeTimeoutMillis");
  }

  private static void require(boolean holds, String name) {
    if (!holds) {
      throw VestigeException.invalidInput("the insert limit " + name + " is out of range");
    }
  }
}
