/**
 * What people see: a read model projected from every service's events, REST to read it, server-rendered pages and a live
 * stream. Nothing here decides anything.
 */
@NullMarked
package dev.visor.ingest.dashboard;

import org.jspecify.annotations.NullMarked;
