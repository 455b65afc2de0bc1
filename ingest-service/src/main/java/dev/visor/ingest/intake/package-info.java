/** Takes uploaded models in: received, checked, understood, then registered; or refused with the reason. */
@NullMarked
package dev.visor.ingest.intake;

import org.jspecify.annotations.NullMarked;
