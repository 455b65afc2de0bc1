/** Every change of a champion and its grounds, each entry chained to the one before it by its hash. */
@NullMarked
package dev.visor.evaluation.ledger;

import org.jspecify.annotations.NullMarked;
