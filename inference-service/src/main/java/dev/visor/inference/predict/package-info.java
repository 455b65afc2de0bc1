/** Single pictures by REST. */
@NullMarked
package dev.visor.inference.predict;

import org.jspecify.annotations.NullMarked;
