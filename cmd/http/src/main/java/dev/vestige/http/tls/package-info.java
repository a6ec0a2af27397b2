/// TLS for servers: certificates from PEM files that are read again when they change. Read
/// [dev.vestige.http.tls.TlsServer] first.
@NullMarked
package dev.vestige.http.tls;

import org.jspecify.annotations.NullMarked;
