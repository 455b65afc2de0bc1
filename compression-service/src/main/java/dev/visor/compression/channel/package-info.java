/** Which channels live and die together, what the graph costs without some of them, and how they are masked and removed. */
@NullMarked
package dev.visor.compression.channel;

import org.jspecify.annotations.NullMarked;
