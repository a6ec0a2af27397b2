/// Requests to other nodes. Read [dev.vestige.http.client.HttpClient] first.
@NullMarked
package dev.vestige.http.client;

import org.jspecify.annotations.NullMarked;
