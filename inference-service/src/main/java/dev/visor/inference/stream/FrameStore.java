package dev.visor.inference.stream;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Keeps the pictures of the latest frames of each camera on disk; the oldest go first. */
@Component
class FrameStore {
    private final StreamProperties properties;
    private final Map<String, Deque<Long>> kept = new ConcurrentHashMap<>();

    FrameStore(StreamProperties properties) {
        this.properties = properties;
    }

    /** Keeps a picture and says what its bytes are called. */
    Sha256 keep(String camera, long frame, byte[] jpeg) {
        Deque<Long> numbers = kept.computeIfAbsent(camera, this::load);
        synchronized (numbers) {
            try {
                Path file = file(camera, frame);
                Files.createDirectories(file.getParent());
                Path temporary = Files.createTempFile(file.getParent(), "frame", ".tmp");
                Files.write(temporary, jpeg);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                numbers.addLast(frame);
                while (numbers.size() > properties.framesKept()) {
                    Files.deleteIfExists(file(camera, numbers.removeFirst()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the picture of frame %d of %s cannot be kept".formatted(frame, camera), e);
            }
        }
        return Sha256.of(jpeg);
    }

    /** The picture as JPEG; {@code NOT_FOUND} if it wasn't kept or is gone. */
    byte[] read(String camera, long frame) {
        try {
            return Files.readAllBytes(file(camera, frame));
        } catch (NoSuchFileException e) {
            throw new VisorException(
                    ErrorCode.NOT_FOUND,
                    "frame %d of camera '%s' has no picture: the latest %d are kept, at most one a second"
                            .formatted(frame, camera, properties.framesKept()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("frame %d of %s cannot be read".formatted(frame, camera), e);
        }
    }

    private Path file(String camera, long frame) {
        return properties.frames().resolve(camera).resolve(frame + ".jpg");
    }

    /** What an earlier start has kept. */
    private Deque<Long> load(String camera) {
        Path folder = properties.frames().resolve(camera);
        if (!Files.isDirectory(folder)) {
            return new ArrayDeque<>();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayDeque<>(files.map(f -> f.getFileName().toString())
                    .filter(n -> n.matches("[0-9]{1,18}\\.jpg"))
                    .map(n -> Long.valueOf(n.substring(0, n.length() - 4)))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
