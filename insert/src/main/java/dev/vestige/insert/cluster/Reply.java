package dev.vestige.insert.cluster;

import dev.vestige.base.ByteSlice;
import dev.vestige.http.client.ClientAnswer;

/// A whole answer of another node.
///
/// @param body where the node did not do what it was asked, the beginning of what it said
record Reply(int status, String contentType, ByteSlice body) {
  private static final String TEXT = "text/plain; charset=utf-8";

  /// Reads an answer.
  ///
  /// @param bytesMax of an answer that is good
  static Reply of(ClientAnswer answer, int bytesMax) {
    int status = answer.status();
    if (!answer.isSuccess()) {
      String text = answer.complaint().substring(Integer.toString(status).length()).strip();
      return new Reply(status, TEXT, ByteSlice.utf8(text));
    }
    return new Reply(status, answer.header("Content-Type").orElse(TEXT), answer.body(bytesMax));
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }

  /// What a node says that did not do what it was asked.
  String complaint() {
    return status + " " + body;
  }
}
