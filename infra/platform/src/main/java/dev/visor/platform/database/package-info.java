/** The one database: a schema and a role for each service. */
@NullMarked
package dev.visor.platform.database;

import org.jspecify.annotations.NullMarked;
