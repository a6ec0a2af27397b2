/// How commands speak to nodes over HTTP. Read [dev.vestige.cmd.client.NodeCalls] first.
@NullMarked
package dev.vestige.cmd.client;

import org.jspecify.annotations.NullMarked;
