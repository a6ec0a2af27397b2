/// JSON as the doors in read it: forward only, typed, with the place in every message. Read
/// [dev.vestige.insert.json.JsonCursor] first.
@NullMarked
package dev.vestige.insert.json;

import org.jspecify.annotations.NullMarked;
