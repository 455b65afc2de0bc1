/** The inference service: serves its target's champion, answers single pictures and watches cameras. */
@NullMarked
package dev.visor.inference;

import org.jspecify.annotations.NullMarked;
