/// The command line: which flags there are, how they are written and what they say. Read
/// [dev.vestige.cmd.flags.FlagTable] first.
@NullMarked
package dev.vestige.cmd.flags;

import org.jspecify.annotations.NullMarked;
