/// The storage nodes that `-storageNode` stands for, now and when it changes, and the command that
/// looks at them. Read [dev.vestige.cmd.nodes.NodeLists] first.
@NullMarked
package dev.vestige.cmd.nodes;

import org.jspecify.annotations.NullMarked;
