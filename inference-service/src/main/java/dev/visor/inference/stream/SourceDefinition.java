package dev.visor.inference.stream;

import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import org.jspecify.annotations.Nullable;

/**
 * A camera's frames.
 *
 * @param camera the camera's name
 * @param uri path or {@code file:} URI of a folder of pictures or a video file
 * @param loop whether it begins anew at its end
 * @param framesPerSecond frames looked at in a second, (0, 60]
 */
record SourceDefinition(String camera, String uri, boolean loop, double framesPerSecond) {
    static final double DEFAULT_FRAMES_PER_SECOND = 5;
    static final double MAX_FRAMES_PER_SECOND = 60;

    SourceDefinition {
        Names.require("camera", camera);
        if (uri.isBlank() || uri.length() > 4096) {
            throw new VisorException(ErrorCode.INVALID_REQUEST, "uri of a source is 1 to 4096 characters long");
        }
        if (!(framesPerSecond > 0 && framesPerSecond <= MAX_FRAMES_PER_SECOND)) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "framesPerSecond must be above 0 and at most %s, was %s"
                            .formatted(MAX_FRAMES_PER_SECOND, framesPerSecond));
        }
    }

    static SourceDefinition of(String camera, String uri, @Nullable Boolean loop, @Nullable Double framesPerSecond) {
        return new SourceDefinition(
                camera,
                uri,
                loop != null && loop,
                framesPerSecond == null ? DEFAULT_FRAMES_PER_SECOND : framesPerSecond);
    }
}
