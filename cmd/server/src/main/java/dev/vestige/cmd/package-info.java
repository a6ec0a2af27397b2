/// The executable: flags, wiring, pages. Read [dev.vestige.cmd.Main] first.
@NullMarked
package dev.vestige.cmd;

import org.jspecify.annotations.NullMarked;
