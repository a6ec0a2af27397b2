/// Encodings over byte arrays, free of allocation where they are hot. Read
/// [dev.vestige.base.encoding.ByteSink] first.
@NullMarked
package dev.vestige.base.encoding;

import org.jspecify.annotations.NullMarked;
