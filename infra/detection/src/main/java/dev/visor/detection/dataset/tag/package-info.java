/** What is known of pictures besides their boxes: names and values, from files, layouts and folder names. */
@NullMarked
package dev.visor.detection.dataset.tag;

import org.jspecify.annotations.NullMarked;
