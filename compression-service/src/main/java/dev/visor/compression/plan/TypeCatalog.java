package dev.visor.compression.plan;

import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** Finds the classes that implement an interface, so that adding one means adding its file. */
final class TypeCatalog {
    private TypeCatalog() {}

    /** Concrete implementations, each in a file of its own, in a package and those below it, sorted by name. */
    static <T> List<Class<? extends T>> implementations(Class<T> type, String basePackage) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(type));
        scanner.addExcludeFilter((reader, factory) -> reader.getClassMetadata().hasEnclosingClass());
        return scanner.findCandidateComponents(basePackage).stream()
                .map(BeanDefinition::getBeanClassName)
                .sorted()
                .<Class<? extends T>>map(name -> load(type, name))
                .toList();
    }

    private static <T> Class<? extends T> load(Class<T> type, String name) {
        return ClassUtils.resolveClassName(name, TypeCatalog.class.getClassLoader())
                .asSubclass(type);
    }
}
