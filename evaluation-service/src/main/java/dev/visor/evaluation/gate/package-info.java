/** Gates: one file for each kind of promise that a policy can ask for. No Spring. */
@NullMarked
package dev.visor.evaluation.gate;

import org.jspecify.annotations.NullMarked;
