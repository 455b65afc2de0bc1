/** Verdicts on an upload as a whole, the ledger, and which variant a deployment target should serve. */
@NullMarked
package dev.visor.evaluation.promotion;

import org.jspecify.annotations.NullMarked;
