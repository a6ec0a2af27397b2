/// Spans as rows of texts, protocol `v1`: what the nodes of the product that Vestige can replace
/// send each other. `docs/format/text-row.md` is the grammar. Read
/// [dev.vestige.insert.textrow.TextRows] first.
@NullMarked
package dev.vestige.insert.textrow;

import org.jspecify.annotations.NullMarked;
