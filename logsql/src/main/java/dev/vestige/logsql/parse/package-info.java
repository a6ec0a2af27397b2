/// From the text of a query to its tree. Read [dev.vestige.logsql.parse.QueryParser] first.
///
/// A [dev.vestige.logsql.parse.Cursor] walks over tokens and is shared by small recursive-descent
/// parsers, one per part of the language. Nothing here is safe for use by several threads, and
/// nothing outlives one query.
@NullMarked
package dev.vestige.logsql.parse;

import org.jspecify.annotations.NullMarked;
