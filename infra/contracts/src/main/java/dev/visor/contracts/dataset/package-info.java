/** A labelled dataset as one content-addressed document. */
@NullMarked
package dev.visor.contracts.dataset;

import org.jspecify.annotations.NullMarked;
