/// Doors out: the query APIs. Read [dev.vestige.select.SelectApi] first.
@NullMarked
package dev.vestige.select;

import org.jspecify.annotations.NullMarked;
