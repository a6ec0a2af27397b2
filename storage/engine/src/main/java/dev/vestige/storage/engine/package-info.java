/// The store of one node: write-ahead log, head, parts, and what moves spans from one to the next.
/// Read [dev.vestige.storage.engine.Engine] first.
@NullMarked
package dev.vestige.storage.engine;

import org.jspecify.annotations.NullMarked;
