/**
 * Everything on one machine: PostgreSQL, a Kafka broker and the four services, each a process of its own, started in
 * order, watched, and stopped in the opposite order.
 */
@NullMarked
package dev.visor.standalone;

import org.jspecify.annotations.NullMarked;
