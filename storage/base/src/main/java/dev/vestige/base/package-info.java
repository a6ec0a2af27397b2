/// What every module may use: errors with a kind, tenants, time ranges. Read
/// [dev.vestige.base.ErrorKind] first.
@NullMarked
package dev.vestige.base;

import org.jspecify.annotations.NullMarked;
