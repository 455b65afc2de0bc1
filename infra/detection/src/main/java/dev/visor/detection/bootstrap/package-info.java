/** Confidence by resampling: what accuracy could have been had other pictures of the same kind been judged. No Spring. */
@NullMarked
package dev.visor.detection.bootstrap;

import org.jspecify.annotations.NullMarked;
