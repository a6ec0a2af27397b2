/// The command `query`: asks a node in LogsQL and prints the rows. Read
/// [dev.vestige.cmd.query.QueryCommand] first.
@NullMarked
package dev.vestige.cmd.query;

import org.jspecify.annotations.NullMarked;
