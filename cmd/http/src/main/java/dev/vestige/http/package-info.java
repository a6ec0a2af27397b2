/// The HTTP server kit on Netty. Read [dev.vestige.http.HttpServer] first.
@NullMarked
package dev.vestige.http;

import org.jspecify.annotations.NullMarked;
