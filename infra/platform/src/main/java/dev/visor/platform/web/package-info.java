/** Problem details (RFC 9457), JSON settings, turns and the OpenAPI description that all services share. */
@NullMarked
package dev.visor.platform.web;

import org.jspecify.annotations.NullMarked;
