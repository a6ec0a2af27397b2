package dev.vestige.cmd;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Unary calls of bytes over a channel of grpc-java, which it closes.
final class GrpcClient implements AutoCloseable {
  private static final long ANSWER_SECONDS = 30;

  private final ManagedChannel channel;

  GrpcClient(ManagedChannel channel) {
    this.channel = channel;
  }

  /// What a call ended with.
  record Answer(Status status, Metadata trailers, CompletableFuture<byte[]> message) {
    String describe() {
      return status.getCode() + " " + status.getDescription();
    }

    boolean saysWhenToRetry() {
      return trailers.containsKey(
          Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));
    }
  }

  Answer call(String path, byte[] message, CallOptions options, String... metadata)
      throws Exception {
    Metadata headers = new Metadata();
    for (int i = 0; i < metadata.length; i += 2) {
      headers.put(Metadata.Key.of(metadata[i], Metadata.ASCII_STRING_MARSHALLER), metadata[i + 1]);
    }
    BytesMarshaller marshaller = new BytesMarshaller();
    MethodDescriptor<byte[], byte[]> descriptor =
        MethodDescriptor.<byte[], byte[]>newBuilder(marshaller, marshaller)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(path.substring(1))
            .build();
    ClientCall<byte[], byte[]> call = channel.newCall(descriptor, options);
    AnswerListener listener = new AnswerListener();
    call.start(listener, headers);
    call.request(1);
    call.sendMessage(message);
    call.halfClose();
    return listener.answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static final class BytesMarshaller implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class AnswerListener extends ClientCall.Listener<byte[]> {
    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final CompletableFuture<byte[]> received = new CompletableFuture<>();

    @Override
    public void onMessage(byte[] message) {
      received.complete(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      answer.complete(new Answer(status, trailers, received));
    }
  }
}
