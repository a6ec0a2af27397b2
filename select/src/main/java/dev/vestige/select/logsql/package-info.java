/// LogsQL over HTTP. Read [dev.vestige.select.logsql.LogsQlRoutes] first.
@NullMarked
package dev.vestige.select.logsql;

import org.jspecify.annotations.NullMarked;
