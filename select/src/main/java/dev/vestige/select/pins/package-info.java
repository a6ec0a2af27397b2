/// Pins traces, so that they stay when the days of their spans go. Read
/// [dev.vestige.select.pins.PinEndpoints] first.
@NullMarked
package dev.vestige.select.pins;

import org.jspecify.annotations.NullMarked;
