/// Holds the files of `deployment` against what they are for. Read
/// [dev.vestige.it.deployment.DeploymentTest] first.
@NullMarked
package dev.vestige.it.deployment;

import org.jspecify.annotations.NullMarked;
