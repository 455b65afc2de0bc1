/** Read copies of uploads and their variants, and what becomes of each: the place where all events meet. */
@NullMarked
package dev.visor.evaluation.version;

import org.jspecify.annotations.NullMarked;
