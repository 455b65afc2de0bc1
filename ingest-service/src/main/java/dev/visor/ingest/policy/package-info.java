/** What a variant must keep to be promoted: strictly read, kept in versions. */
@NullMarked
package dev.visor.ingest.policy;

import org.jspecify.annotations.NullMarked;
