@NullMarked
package dev.visor.ingest.policy;

import org.jspecify.annotations.NullMarked;
