/// The query API of Jaeger. Read [dev.vestige.select.jaeger.JaegerRoutes] first.
@NullMarked
package dev.vestige.select.jaeger;

import org.jspecify.annotations.NullMarked;
