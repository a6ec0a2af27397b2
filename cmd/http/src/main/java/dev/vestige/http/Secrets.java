package dev.vestige.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Compares secrets in a time that says nothing about where they differ.
final class Secrets {
  private Secrets() {}

  static boolean equal(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
