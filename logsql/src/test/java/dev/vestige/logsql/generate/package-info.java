/// Random queries from a seed. Read [dev.vestige.logsql.generate.QueryGenerator] first.
@NullMarked
package dev.vestige.logsql.generate;

import org.jspecify.annotations.NullMarked;
