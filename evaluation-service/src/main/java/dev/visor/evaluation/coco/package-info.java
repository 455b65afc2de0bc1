/** COCO files in, COCO figures out, with no model involved: for anyone to check how Visor counts. */
@NullMarked
package dev.visor.evaluation.coco;

import org.jspecify.annotations.NullMarked;
