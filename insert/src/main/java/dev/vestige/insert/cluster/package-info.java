/// Spans on their way between nodes: which node gets them, what happens when it does not answer,
/// and the door on the other side. `docs/decisions/0010-cluster-writes.md` gives the reasons. Read
/// [dev.vestige.insert.cluster.NodeSink] first.
@NullMarked
package dev.vestige.insert.cluster;

import org.jspecify.annotations.NullMarked;
