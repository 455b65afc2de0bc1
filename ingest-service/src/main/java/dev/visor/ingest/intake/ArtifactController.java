package dev.visor.ingest.intake;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.ingest.registry.Registry;
import dev.visor.platform.artifact.ArtifactStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of versions over HTTP. */
@RestController
@Tag(name = "Uploads")
class ArtifactController {
    private final Registry registry;
    private final ArtifactStore store;

    ArtifactController(Registry registry, ArtifactStore store) {
        this.registry = registry;
        this.store = store;
    }

    @Operation(
            summary = "Download a version's file",
            description = "The uploaded file, or with ?variant= the file of one recipe. Its SHA-256 is the ETag (RFC"
                    + " 9110) and the Repr-Digest (RFC 9530); Range and conditional requests are answered. The bytes are"
                    + " verified before they are sent. A quarantined file can be downloaded too: treat it with care.")
    @ApiResponse(
            responseCode = "200",
            description = "The whole file.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "206", description = "The asked part of it.", content = @Content)
    @ApiResponse(responseCode = "304", description = "You have it already.", content = @Content)
    @ApiResponse(
            responseCode = "404",
            description = "No such version, or this variant is not made.",
            content = @Content)
    @ApiResponse(responseCode = "416", description = "The range lies outside of the file.", content = @Content)
    @GetMapping("/api/v1/models/{model}/versions/{version}/artifact")
    ResponseEntity<Resource> get(
            @PathVariable String model,
            @PathVariable int version,
            @Parameter(description = "a recipe of this version; the upload itself if absent")
                    @RequestParam(defaultValue = VariantId.BASELINE)
                    String variant,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        VariantId id = new VariantId(version(model, version), variant);
        Artifact artifact = registry.artifact(id);
        String etag = "\"" + artifact.digest() + "\"";
        Path file = store.fetch(artifact.digest());
        return ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(artifact.sizeBytes())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + ".onnx")
                                .build()
                                .toString())
                .header(
                        "Repr-Digest",
                        "sha-256=:%s:"
                                .formatted(Base64.getEncoder()
                                        .encodeToString(artifact.digest().raw())))
                .body(body(file, request, etag));
    }

    private static ModelVersion version(String model, int version) {
        if (version < 1) {
            throw new VisorException(
                    ErrorCode.NOT_FOUND, "versions are counted from 1, there is no version %d".formatted(version));
        }
        return new ModelVersion(model, version);
    }

    /** A range of another representation than the client has must be answered with the whole (RFC 9110, 13.1.5). */
    private static Resource body(Path file, HttpServletRequest request, String etag) throws IOException {
        String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
        return ifRange == null || ifRange.equals(etag)
                ? new FileSystemResource(file)
                : new InputStreamResource(Files.newInputStream(file));
    }
}
