/// LogsQL: from query text to answers. Read [dev.vestige.logsql.LogsQl] first.
///
/// The tree of a query is made of immutable records: a [dev.vestige.logsql.Query] holds a
/// [dev.vestige.logsql.filter.Filter] and [dev.vestige.logsql.pipe.Pipe]s, and both may hold
/// queries.
@NullMarked
package dev.vestige.logsql;

import org.jspecify.annotations.NullMarked;
