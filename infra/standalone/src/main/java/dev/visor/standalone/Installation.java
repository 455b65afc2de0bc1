package dev.visor.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where things lie: what was built, and the folder that keeps data between starts.
 *
 * @param home the repository's root, with what {@code mvn package} built
 * @param data everything that persists: database, topics, artefacts, logs
 */
record Installation(Path home, Path data) {
    Path logs() {
        return folder("logs");
    }

    Path run() {
        return folder("run");
    }

    Path cache() {
        return folder("cache");
    }

    Path store() {
        return folder("store");
    }

    Path folder(String name) {
        try {
            return Files.createDirectories(data.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make %s in the data folder %s".formatted(name, data), e);
        }
    }

    Path serviceJar(VisorService service) {
        Path target = home.resolve(service.module()).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(f -> f.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> notBuilt(target));
        } catch (IOException e) {
            throw notBuilt(target);
        }
    }

    Path brokerLibraries() {
        Path lib = home.resolve("infra/kafka/target/lib");
        if (!Files.isDirectory(lib)) {
            throw notBuilt(lib);
        }
        return lib;
    }

    private static StartException notBuilt(Path missing) {
        return new StartException("%s is not built: run mvn -Pup, which builds what is needed".formatted(missing));
    }

    /** The java command of the JDK that runs this, so that no other one on the PATH is taken. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> javaCommand(String... arguments) {
        return Stream.concat(Stream.of(java()), Stream.of(arguments)).toList();
    }
}
