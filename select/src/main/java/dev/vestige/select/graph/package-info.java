/// Who calls whom, how often, how fast and with how many errors. Read
/// [dev.vestige.select.graph.GraphRoutes] first.
@NullMarked
package dev.vestige.select.graph;

import org.jspecify.annotations.NullMarked;
