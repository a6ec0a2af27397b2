package dev.vestige.insert.otlp;

import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;

/// Takes unknown fields out of a value, all the way down.
final class Known {
  private Known() {}

  static AnyValue of(AnyValue any) {
    AnyValue.Builder known = any.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
    if (any.hasArrayValue()) {
      ArrayValue.Builder array = known.clearArrayValue().getArrayValueBuilder();
      any.getArrayValue().getValuesList().forEach(value -> array.addValues(of(value)));
    } else if (any.hasKvlistValue()) {
      KeyValueList.Builder list = known.clearKvlistValue().getKvlistValueBuilder();
      any.getKvlistValue().getValuesList().forEach(pair -> list.addValues(of(pair)));
    }
    return known.build();
  }

  private static KeyValue of(KeyValue pair) {
    KeyValue.Builder known = KeyValue.newBuilder().setKey(pair.getKey());
    return pair.hasValue() ? known.setValue(of(pair.getValue())).build() : known.build();
  }
}
