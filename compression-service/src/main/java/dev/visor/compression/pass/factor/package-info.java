/** What passes share that write a layer as a product of smaller ones. */
@NullMarked
package dev.visor.compression.pass.factor;

import org.jspecify.annotations.NullMarked;
