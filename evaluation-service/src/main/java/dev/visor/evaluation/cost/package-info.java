/** What a variant costs to run, beside the file that was uploaded: time, memory and size. */
@NullMarked
package dev.visor.evaluation.cost;

import org.jspecify.annotations.NullMarked;
