/** Artefacts: bytes under their SHA-256. */
@NullMarked
package dev.visor.platform.artifact;

import org.jspecify.annotations.NullMarked;
