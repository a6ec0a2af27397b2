/// What a row must satisfy: one record per filter of the language, plain values only. Read
/// [dev.vestige.logsql.filter.Filter] first.
@NullMarked
package dev.vestige.logsql.filter;

import org.jspecify.annotations.NullMarked;
