/// What the server tells about itself, as a page in the Prometheus text format. Read
/// [dev.vestige.cmd.metrics.Metrics] first.
@NullMarked
package dev.vestige.cmd.metrics;

import org.jspecify.annotations.NullMarked;
