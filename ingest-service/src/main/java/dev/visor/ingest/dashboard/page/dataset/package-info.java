/** The page of a dataset: what it is made of, what is doubtful in it, and its pictures. */
@NullMarked
package dev.visor.ingest.dashboard.page.dataset;

import org.jspecify.annotations.NullMarked;
