/// Stages that group and count rows. Read [dev.vestige.logsql.exec.stats.GroupStages] first.
@NullMarked
package dev.vestige.logsql.exec.stats;

import org.jspecify.annotations.NullMarked;
