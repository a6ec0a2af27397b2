/// The command `import`: spans from elsewhere. Read [dev.vestige.cmd.migrate.ImportCommand] first.
@NullMarked
package dev.vestige.cmd.migrate;

import org.jspecify.annotations.NullMarked;
