package dev.vestige.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;

/// What carries a [Call]: a connection of HTTP/1.1 or a stream of HTTP/2. All methods but the first
/// two are called on the event loop only.
interface Carrier {
  Channel channel();

  Connection connection();

  /// Adds to the head of an answer what the protocol wants there.
  void stamp(Call call, HttpResponse head);

  /// Invites a client that waits for it to send the body.
  void sendContinue();

  /// The last byte of the answer has been handed to the network.
  void answered(Call call);

  /// Ends the connection or stream in a way no client takes for the end of the answer.
  void breakOff();
}
