/// Runs queries: rows come as blocks, pass filters as bitmaps and pipes as stages. Read
/// [dev.vestige.logsql.exec.BlockView] first.
@NullMarked
package dev.vestige.logsql.exec;

import org.jspecify.annotations.NullMarked;
