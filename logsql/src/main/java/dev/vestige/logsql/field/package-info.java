/// Names of fields and lists of them. Read [dev.vestige.logsql.field.FieldPattern] first.
@NullMarked
package dev.vestige.logsql.field;

import org.jspecify.annotations.NullMarked;
