/// What single tenants may send. Read [dev.vestige.insert.tenants.TenantLimits] first.
@NullMarked
package dev.vestige.insert.tenants;

import org.jspecify.annotations.NullMarked;
