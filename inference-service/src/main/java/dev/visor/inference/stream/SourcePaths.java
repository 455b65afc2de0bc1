package dev.visor.inference.stream;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Turns what a user calls a source into a path that may be read: it must lie below a configured root, links followed.
 * Who is outside is told so without a word about what is there.
 */
@Component
class SourcePaths {
    private final List<Path> roots;

    SourcePaths(StreamProperties properties) {
        this.roots = properties.sourceRoots().stream()
                .map(p -> p.toAbsolutePath().normalize())
                .toList();
    }

    /** The real path; {@code FORBIDDEN} outside of the roots, {@code INVALID_REQUEST} if it isn't there. */
    Path resolve(String uri) {
        Path path = parse(uri);
        if (roots.stream().noneMatch(path::startsWith)) {
            throw outside(uri);
        }
        if (!Files.exists(path)) {
            throw new VisorException(ErrorCode.INVALID_REQUEST, "source '%s' is not there".formatted(uri));
        }
        try {
            Path real = path.toRealPath();
            for (Path root : roots) {
                if (Files.exists(root) && real.startsWith(root.toRealPath())) {
                    return real;
                }
            }
        } catch (IOException e) {
            throw new VisorException(ErrorCode.INVALID_REQUEST, "source '%s' cannot be read".formatted(uri), e);
        }
        throw outside(uri);
    }

    private static Path parse(String uri) {
        try {
            if (uri.toLowerCase(Locale.ROOT).startsWith("file:")) {
                return Path.of(URI.create(uri)).normalize();
            }
            if (uri.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
                throw new VisorException(
                        ErrorCode.INVALID_REQUEST,
                        "source '%s': only folders and video files on this machine are read, by path or file: URI"
                                .formatted(uri));
            }
            return Path.of(uri).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new VisorException(ErrorCode.INVALID_REQUEST, "source '%s' is no path".formatted(uri), e);
        } catch (IllegalArgumentException e) {
            throw new VisorException(ErrorCode.INVALID_REQUEST, "source '%s' is no file: URI".formatted(uri), e);
        }
    }

    private VisorException outside(String uri) {
        return new VisorException(
                ErrorCode.FORBIDDEN,
                roots.isEmpty()
                        ? "no folder may be read: set visor.inference.source-roots"
                        : "source '%s' lies outside of the folders that may be read; visor.inference.source-roots names them"
                                .formatted(uri));
    }
}
