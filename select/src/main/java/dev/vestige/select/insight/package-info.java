/// What is behind slow and failing traces. Read [dev.vestige.select.insight.InsightRoutes] first.
@NullMarked
package dev.vestige.select.insight;

import org.jspecify.annotations.NullMarked;
