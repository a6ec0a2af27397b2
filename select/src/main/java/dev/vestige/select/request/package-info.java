/// What the query APIs have in common: arguments, bounds of a query, answers in JSON. Read
/// [dev.vestige.select.request.QueryBounds] first.
@NullMarked
package dev.vestige.select.request;

import org.jspecify.annotations.NullMarked;
