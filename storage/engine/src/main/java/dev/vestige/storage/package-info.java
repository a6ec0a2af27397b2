/// The storage engine. Read [dev.vestige.storage.Storage] first, then
/// [dev.vestige.storage.SpanBatch].
@NullMarked
package dev.vestige.storage;

import org.jspecify.annotations.NullMarked;
