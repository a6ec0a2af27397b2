/// Tests of the shipped files as a user runs them: real processes, ports and signals. Read
/// [dev.vestige.it.process.VestigeServer] first.
@NullMarked
package dev.vestige.it.process;

import org.jspecify.annotations.NullMarked;
