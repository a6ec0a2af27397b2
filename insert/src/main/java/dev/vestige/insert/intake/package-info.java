/// What happens to every span on its way in, whichever door it came through: limits, request
/// options, refusals. Read [dev.vestige.insert.intake.SpanIntake] first.
@NullMarked
package dev.vestige.insert.intake;

import org.jspecify.annotations.NullMarked;
