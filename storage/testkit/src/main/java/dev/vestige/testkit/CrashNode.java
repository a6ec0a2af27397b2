package dev.vestige.testkit;

/// What a name in a [CrashDirectory] stands for.
sealed interface CrashNode permits CrashFile, CrashTree {}
