/** What a compression run reports. */
@NullMarked
package dev.visor.contracts.compression;

import org.jspecify.annotations.NullMarked;
