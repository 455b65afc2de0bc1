/** What services say to each other: events, identifiers and the documents they carry. Plain records, no Spring. */
@NullMarked
package dev.visor.contracts;

import org.jspecify.annotations.NullMarked;
