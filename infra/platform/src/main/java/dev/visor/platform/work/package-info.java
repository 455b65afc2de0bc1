/** Durable work: rows in the service's own schema, leased by workers, redelivered when a worker dies. */
@NullMarked
package dev.visor.platform.work;

import org.jspecify.annotations.NullMarked;
