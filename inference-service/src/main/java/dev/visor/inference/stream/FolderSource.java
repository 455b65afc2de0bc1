package dev.visor.inference.stream;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.image.PictureDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder's pictures sorted by name, one a frame; a picture that can't be read is passed over. */
final class FolderSource implements FrameSource {
    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

    private final List<Path> pictures;
    private final long periodNanos;
    private int at;

    FolderSource(Path folder, double framesPerSecond) {
        try (Stream<Path> files = Files.list(folder)) {
            this.pictures = files.filter(FolderSource::isPicture).sorted().toList();
        } catch (IOException e) {
            throw new VisorException(ErrorCode.UNAVAILABLE, "folder %s cannot be read".formatted(folder), e);
        }
        if (pictures.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "folder %s has no .jpg, .jpeg or .png picture".formatted(folder));
        }
        this.periodNanos = Math.round(1e9 / framesPerSecond);
    }

    @Override
    public Optional<SourceFrame> next(Duration moment) {
        while (at < pictures.size()) {
            Path picture = pictures.get(at);
            Duration own = Duration.ofNanos(at * periodNanos);
            at++;
            if (own.compareTo(moment) < 0) {
                continue;
            }
            try {
                return Optional.of(new SourceFrame(own, PictureDecoder.decode(picture)));
            } catch (VisorException e) {
                LOG.warn("{} is passed over: {}", picture, e.detail());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {}

    static boolean isPicture(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
    }
}
