@NullMarked
package dev.visor.evaluation.ledger;

import org.jspecify.annotations.NullMarked;
