/**
 * Decisions of the ledger given again from their artefacts, offline: the chain, who reigned, every candidate's verdict and
 * metrics, the choice, and all that an entry repeats of its case file must come out as they are written. No Spring.
 */
@NullMarked
package dev.visor.evaluation.replay;

import org.jspecify.annotations.NullMarked;
