package dev.visor.compression.pass;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes an option of a pass: a component of its record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /** One sentence for people. */
    String description();

    /** What a number counts, for example {@code images}, {@code percent}, {@code AP points}; empty for none. */
    String unit() default "";

    /** The value, as JSON, where a recipe names none. */
    String defaultValue();

    /** Least value of a number, inclusive. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Greatest value of a number, inclusive. */
    double max() default Double.POSITIVE_INFINITY;
}
