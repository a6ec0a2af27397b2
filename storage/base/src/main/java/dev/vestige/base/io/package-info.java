/// Where bytes live: directories, files written once and read by position, the lock that keeps a
/// second writer out. Read [dev.vestige.base.io.Directory] first.
@NullMarked
package dev.vestige.base.io;

import org.jspecify.annotations.NullMarked;
