package dev.visor.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;

/** Reference material that lies in a folder {@code shared} beside the repository and isn't part of it. */
public final class SharedFolder {
    private SharedFolder() {}

    /** A path in it; it may not exist. */
    public static Path path(String inside) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null
                && !Files.exists(folder.resolve("docker-compose.yml"))
                && !Files.exists(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
        }
        return folder.resolveSibling("shared").resolve(inside);
    }
}
