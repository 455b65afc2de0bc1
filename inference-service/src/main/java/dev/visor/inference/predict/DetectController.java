package dev.visor.inference.predict;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.detection.detector.DetectionResult;
import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.inference.predict.DetectionAnswer.AnswerTimings;
import dev.visor.inference.serving.Admission;
import dev.visor.inference.serving.ModelLease;
import dev.visor.inference.serving.ModelSlot;
import dev.visor.inference.serving.NamedDetections;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** One picture in, its boxes out. */
@RestController
class DetectController {
    private static final int MAX_BYTES = 20 * 1024 * 1024;

    private final ModelSlot slot;
    private final Admission admission;

    DetectController(ModelSlot slot, Admission admission) {
        this.slot = slot;
        this.admission = admission;
    }

    @Operation(
            summary = "Finds objects in a picture",
            description = "The picture is the raw body or the first part of a multipart body; at most 20 MB.",
            parameters =
                    @Parameter(
                            name = "minScore",
                            in = ParameterIn.QUERY,
                            description = "detections below it are left out, 0 to 1; else the policy's",
                            schema = @Schema(type = "number")),
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "image/jpeg",
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary"))
                            }))
    @PostMapping(path = "/api/v1/detect", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DetectionAnswer> detect(HttpServletRequest request) throws IOException {
        Double minScore = minScore(request);
        byte[] file = body(request);
        return admission.inTurn(() -> answer(file, minScore));
    }

    private ResponseEntity<DetectionAnswer> answer(byte[] file, @Nullable Double minScore) {
        try (ModelLease lease = slot.lease()) {
            long begin = System.nanoTime();
            Picture picture = PictureDecoder.decode(file);
            double decodeMillis = (System.nanoTime() - begin) / 1e6;
            ChampionChanged champion = lease.champion();
            DetectionResult result = minScore == null ? lease.detect(picture) : lease.detect(picture, minScore);
            AnswerTimings timings = new AnswerTimings(
                    decodeMillis,
                    result.timings().preprocessMillis(),
                    result.timings().inferenceMillis(),
                    result.timings().postprocessMillis());
            return ResponseEntity.ok()
                    .header("X-Model-Version", champion.variant().toString())
                    .header("X-Model-Digest", champion.artifact().digest().hex())
                    .header("Server-Timing", serverTiming(timings))
                    .body(DetectionAnswer.of(
                            champion,
                            picture.width(),
                            picture.height(),
                            NamedDetections.of(result, champion.manifest().classes()),
                            timings));
        }
    }

    /** From the query alone: asking the request would read a body that curl calls a form. */
    private static @Nullable Double minScore(HttpServletRequest request) {
        String text = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams()
                .getFirst("minScore");
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, with what is outside of the range.
        }
        throw new VisorException(
                ErrorCode.INVALID_REQUEST, "minScore must be a number from 0 to 1, was '%s'".formatted(text));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request instanceof MultipartHttpServletRequest multipart) {
            for (MultipartFile file : multipart.getFileMap().values()) {
                return file.getBytes();
            }
            throw new VisorException(ErrorCode.INVALID_REQUEST, "the multipart body has no file part");
        }
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge(request.getContentLengthLong() + " bytes");
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw tooLarge("more");
        }
        return body;
    }

    private static VisorException tooLarge(String size) {
        return new VisorException(
                ErrorCode.TOO_LARGE, "a picture may have %d bytes, this one has %s".formatted(MAX_BYTES, size));
    }

    private static String serverTiming(AnswerTimings timings) {
        return String.format(
                Locale.ROOT,
                "decode;dur=%.2f, preprocess;dur=%.2f, inference;dur=%.2f, postprocess;dur=%.2f",
                timings.decodeMillis(),
                timings.preprocessMillis(),
                timings.inferenceMillis(),
                timings.postprocessMillis());
    }
}
