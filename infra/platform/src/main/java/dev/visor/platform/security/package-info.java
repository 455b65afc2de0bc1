/** Who may talk to a service: loopback only, or a bearer token. */
@NullMarked
package dev.visor.platform.security;

import org.jspecify.annotations.NullMarked;
