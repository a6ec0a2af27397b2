/// Plays recorded requests against servers and looks at what they answer. Read
/// [dev.vestige.it.replay.RecordedCasesTest] first.
@NullMarked
package dev.vestige.it.replay;

import org.jspecify.annotations.NullMarked;
