package dev.vestige.select.cluster;

import dev.vestige.base.Cancellation;
import dev.vestige.base.ErrorKind;
import dev.vestige.base.TenantId;
import dev.vestige.base.VestigeException;
import dev.vestige.base.encoding.ByteSink;
import dev.vestige.base.encoding.ByteSource;
import dev.vestige.base.encoding.ZstdCodec;
import dev.vestige.http.RouteOptions;
import dev.vestige.http.Router;
import dev.vestige.storage.SearchStatistics;
import dev.vestige.storage.TraceId;
import dev.vestige.storage.TracePins;
import dev.vestige.storage.TracePins.Pin;

/// Pins what other nodes ask to pin. A node that has no span of a trace pins nothing, and says so
/// by an empty piece.
public final class PinAnswers {
  static final String LIST_PATH = NodeAnswers.PREFIX + "pins";
  static final String PIN_PATH = NodeAnswers.PREFIX + "pin";
  static final String UNPIN_PATH = NodeAnswers.PREFIX + "unpin";

  private final TracePins pins;

  public PinAnswers(TracePins pins) {
    this.pins = pins;
  }

  /// Adds the paths of pins.
  ///
  /// @param options who may ask
  public void addTo(Router.Builder router, RouteOptions options) {
    NodeAnswers.add(router, LIST_PATH, this::list, options);
    NodeAnswers.add(router, PIN_PATH, this::pin, options);
    NodeAnswers.add(router, UNPIN_PATH, this::unpin, options);
  }

  private SearchStatistics list(
      ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    TenantId tenant = tenant(question);
    question.requireEnd();
    ByteSink found = new ByteSink();
    pins.pins(tenant).forEach(pin -> write(pin, found));
    return answer(found, pieces, codec);
  }

  private SearchStatistics pin(
      ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    TenantId tenant = tenant(question);
    TraceId trace = trace(question);
    question.requireEnd();
    ByteSink found = new ByteSink();
    unlessMissing(() -> write(pins.pin(tenant, trace), found));
    return answer(found, pieces, codec);
  }

  private SearchStatistics unpin(
      ByteSource question, PieceWriter pieces, ZstdCodec codec, Cancellation client) {
    TenantId tenant = tenant(question);
    TraceId trace = trace(question);
    question.requireEnd();
    ByteSink found = new ByteSink();
    unlessMissing(() -> {
      pins.unpin(tenant, trace);
      write(new Pin(tenant, trace, 0, 0), found);
    });
    return answer(found, pieces, codec);
  }

  private static void unlessMissing(Runnable step) {
    try {
      step.run();
    } catch (VestigeException e) {
      if (e.kind() != ErrorKind.NOT_FOUND) {
        throw e;
      }
    }
  }

  private static SearchStatistics answer(ByteSink found, PieceWriter pieces, ZstdCodec codec) {
    pieces.write(PieceKind.PINS, found, codec);
    return SearchStatistics.NONE;
  }

  private static TenantId tenant(ByteSource in) {
    return new TenantId(in.getInt(), in.getInt());
  }

  private static TraceId trace(ByteSource in) {
    return new TraceId(in.getLong(), in.getLong());
  }

  private static void write(Pin pin, ByteSink out) {
    out.putLong(pin.trace().high());
    out.putLong(pin.trace().low());
    out.putLong(pin.spans());
    out.putLong(pin.pinnedMillis());
  }

  static Pin readPin(TenantId tenant, ByteSource in) {
    return new Pin(tenant, trace(in), in.getLong(), in.getLong());
  }
}
