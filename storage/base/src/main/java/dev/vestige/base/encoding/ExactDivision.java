package dev.vestige.base.encoding;

/// Division of multiples of one divisor, by multiplication with its inverse modulo 2^64: XX times
/// as fast as the processor's division (`LongCodecBenchmark`).
///
/// @param inverse of the divisor without its factors of two, which `shift` counts
record ExactDivision(long divisor, int shift, long inverse) {
  static ExactDivision by(long divisor) {
    int shift = Long.numberOfTrailingZeros(divisor);
    long odd = divisor >>> shift;
    // An odd number is its own inverse in the low three bits, and each step doubles the bits.
    long inverse = odd;
    for (int bits = 3; bits < Long.SIZE; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return new ExactDivision(divisor, shift, inverse);
  }

  long divide(long multiple) {
    return (multiple >>> shift) * inverse;
  }
}
