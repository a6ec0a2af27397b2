/// Parts: immutable files of rows in columns, ordered by trace. Read
/// [dev.vestige.storage.part.PartWriter] and [dev.vestige.storage.part.PartReader] first.
@NullMarked
package dev.vestige.storage.part;

import org.jspecify.annotations.NullMarked;
