/// Unary gRPC calls, served like other requests. Read [dev.vestige.http.grpc.GrpcUnary] first.
@NullMarked
package dev.vestige.http.grpc;

import org.jspecify.annotations.NullMarked;
