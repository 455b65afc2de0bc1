/** What a labelled dataset looks like and where its labels are doubtful. Pure functions of a dataset. */
@NullMarked
package dev.visor.detection.dataset.quality;

import org.jspecify.annotations.NullMarked;
