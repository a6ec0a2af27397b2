/// The write-ahead log: what was acknowledged is in it until parts hold it. Read
/// [dev.vestige.storage.wal.Wal] first; `docs/format/wal.md` describes the files.
@NullMarked
package dev.vestige.storage.wal;

import org.jspecify.annotations.NullMarked;
