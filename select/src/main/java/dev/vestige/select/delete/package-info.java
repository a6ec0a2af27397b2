/// Deletes spans by filter, in the background. Read [dev.vestige.select.delete.DeleteTasks] first.
@NullMarked
package dev.vestige.select.delete;

import org.jspecify.annotations.NullMarked;
