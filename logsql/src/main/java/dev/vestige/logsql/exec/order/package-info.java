/// Stages that order, cut and combine rows. Read [dev.vestige.logsql.exec.order.OrderStages] first.
@NullMarked
package dev.vestige.logsql.exec.order;

import org.jspecify.annotations.NullMarked;
