/// Requests that are passed on to another program. Read [dev.vestige.cmd.proxy.VmalertProxy].
@NullMarked
package dev.vestige.cmd.proxy;

import org.jspecify.annotations.NullMarked;
