package dev.visor.compression.pass;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What recipes call a pass. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PassId {
    /** Lower-case words joined by hyphens, verb first: {@code fuse-batch-norm}. */
    String value();

    /** One sentence for people. */
    String description();
}
