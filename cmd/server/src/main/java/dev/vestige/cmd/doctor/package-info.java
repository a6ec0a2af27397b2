/// The command `doctor`: looks at the machine before a server does. Read
/// [dev.vestige.cmd.doctor.Doctor] first.
@NullMarked
package dev.vestige.cmd.doctor;

import org.jspecify.annotations.NullMarked;
