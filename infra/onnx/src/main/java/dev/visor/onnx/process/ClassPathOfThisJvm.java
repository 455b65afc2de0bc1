package dev.visor.onnx.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** How another JVM finds the classes that this one runs on. */
final class ClassPathOfThisJvm {
    private ClassPathOfThisJvm() {}

    /**
     * The {@code java} arguments that run a main class on this JVM's class path: with a plain path as it is, and out
     * of a Spring Boot jar, whose classes lie in jars inside it, through that jar's own launcher.
     */
    static List<String> argumentsFor(String mainClass) {
        return argumentsFor(mainClass, System.getProperty("java.class.path", ""));
    }

    static List<String> argumentsFor(String mainClass, String classPath) {
        // The child works in another folder.
        String absolute = Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        if (isBootJar(absolute)) {
            return List.of(
                    "-cp",
                    absolute,
                    "-Dloader.main=" + mainClass,
                    "org.springframework.boot.loader.launch.PropertiesLauncher");
        }
        return List.of("-cp", absolute, mainClass);
    }

    private static boolean isBootJar(String classPath) {
        if (classPath.contains(File.pathSeparator) || !Files.isRegularFile(Path.of(classPath))) {
            return false;
        }
        try (JarFile jar = new JarFile(classPath)) {
            Manifest manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().getValue("Spring-Boot-Classes") != null;
        } catch (IOException e) {
            return false;
        }
    }
}
