/// Content codings: what request bodies and gRPC messages are expanded with, and the byte arrays
/// they live in. Read [dev.vestige.http.coding.Decompressor] first.
@NullMarked
package dev.vestige.http.coding;

import org.jspecify.annotations.NullMarked;
