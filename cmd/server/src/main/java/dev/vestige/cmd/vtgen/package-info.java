/// The command `vtgen`: makes up the traces of a shop and sends them as OTLP. Read
/// [dev.vestige.cmd.vtgen.Vtgen] first.
@NullMarked
package dev.vestige.cmd.vtgen;

import org.jspecify.annotations.NullMarked;
