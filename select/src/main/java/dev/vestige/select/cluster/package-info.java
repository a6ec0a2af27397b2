/// Questions between nodes: what is asked, how rows travel, and who asks whom. The grammar is in
/// `docs/format/node-answers.md`. Read [dev.vestige.select.cluster.NodeQueries] first.
@NullMarked
package dev.vestige.select.cluster;

import org.jspecify.annotations.NullMarked;
