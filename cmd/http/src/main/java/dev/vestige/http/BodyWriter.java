package dev.vestige.http;

import java.io.IOException;
import java.io.OutputStream;

/// The body of a streamed answer. Writes are buffered and block while the client does not read;
/// they fail with a `CANCELLED` [dev.vestige.base.VestigeException] once the client is gone.
/// Closing without [#abort()] ends the answer well. Confined to one thread.
public abstract class BodyWriter extends OutputStream {
  /// Breaks the connection off, so that the client cannot take what it has for the whole answer.
  public abstract void abort();

  /// Sends what is buffered now.
  @Override
  public abstract void flush() throws IOException;

  @Override
  public abstract void write(byte[] bytes, int offset, int length) throws IOException;
}
