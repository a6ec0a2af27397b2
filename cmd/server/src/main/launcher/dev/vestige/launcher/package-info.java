/// What an older Java can still run of the jar. Read [dev.vestige.launcher.Launcher] first. Not
/// `@NullMarked`: that annotation needs a newer Java than this package is compiled for.
package dev.vestige.launcher;
