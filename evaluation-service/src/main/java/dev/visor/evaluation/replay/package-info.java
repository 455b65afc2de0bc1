/**
 * Decisions of the ledger given again from their artefacts, offline: the chain, every candidate's verdict, the choice and
 * the report must come out as they are written. No Spring.
 */
@NullMarked
package dev.visor.evaluation.replay;

import org.jspecify.annotations.NullMarked;
