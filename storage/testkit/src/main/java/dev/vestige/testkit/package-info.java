/// Seeds, fault and crash directories and contracts for tests. Read [dev.vestige.testkit.Seed]
/// first.
@NullMarked
package dev.vestige.testkit;

import org.jspecify.annotations.NullMarked;
