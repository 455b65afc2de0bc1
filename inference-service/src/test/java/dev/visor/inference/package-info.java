/** The whole service with a real broker and database. */
@NullMarked
package dev.visor.inference;

import org.jspecify.annotations.NullMarked;
