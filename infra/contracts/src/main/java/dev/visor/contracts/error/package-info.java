/** What can go wrong, and whose fault it is. */
@NullMarked
package dev.visor.contracts.error;

import org.jspecify.annotations.NullMarked;
