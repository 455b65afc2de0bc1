package dev.visor.platform.web;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/** A component of a request record must be sent, unless its type is {@link Nullable} or an {@link Optional}. */
final class RequiredByDefault extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter
                && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
                && constructor.getDeclaringClass().isRecord()) {
            RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
            if (components.length == constructor.getParameterCount()) {
                RecordComponent component = components[parameter.getIndex()];
                boolean optional = component.getType() == Optional.class
                        || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                return !optional;
            }
        }
        return null;
    }
}
