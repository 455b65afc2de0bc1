/** What a variant must keep to be promoted. */
@NullMarked
package dev.visor.contracts.policy;

import org.jspecify.annotations.NullMarked;
