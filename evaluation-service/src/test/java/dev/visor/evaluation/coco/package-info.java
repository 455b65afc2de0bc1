@NullMarked
package dev.visor.evaluation.coco;

import org.jspecify.annotations.NullMarked;
