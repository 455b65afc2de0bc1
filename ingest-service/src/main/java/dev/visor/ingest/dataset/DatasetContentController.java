package dev.visor.ingest.dataset;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import dev.visor.detection.dataset.quality.DatasetStatistics;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.detection.image.PictureEncoder;
import dev.visor.detection.image.PictureFormat;
import dev.visor.detection.image.Thumbnail;
import dev.visor.ingest.manifest.Manifests;
import dev.visor.platform.artifact.ArtifactStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is in datasets, over HTTP. */
@RestController
@RequestMapping("/api/v1/datasets/{name}")
@Tag(name = "Datasets")
class DatasetContentController {
    private static final int MAX_FINDINGS = 1000;
    private static final int MIN_WIDTH = 16;
    private static final int MAX_WIDTH = 2048;
    private static final int JPEG_QUALITY = 82;
    private static final String VERSION = "digest of a version; the one that holds if absent";

    private final Datasets datasets;
    private final Manifests manifests;
    private final ArtifactStore store;

    DatasetContentController(Datasets datasets, Manifests manifests, ArtifactStore store) {
        this.datasets = datasets;
        this.manifests = manifests;
        this.store = store;
    }

    @Operation(
            summary = "All versions of a dataset",
            description =
                    "The newest first. A version is its manifest: the same pictures, labels, splits and tags again"
                            + " are the same digest. Verdicts name the digest they are based on.")
    @ApiResponse(responseCode = "200", description = "At least one.")
    @ApiResponse(responseCode = "404", description = "There is no dataset of this name.", content = @Content)
    @GetMapping("/versions")
    List<DatasetVersion> versions(@PathVariable String name) {
        return datasets.versions(name);
    }

    @Operation(summary = "One version of a dataset, with the report of its import")
    @ApiResponse(responseCode = "200", description = "The version.")
    @ApiResponse(responseCode = "404", description = "There is no such version.", content = @Content)
    @GetMapping("/versions/{digest}")
    DatasetAnswer version(@PathVariable String name, @PathVariable Sha256 digest) {
        return DatasetAnswer.of(datasets.row(name, digest), true);
    }

    @Operation(
            summary = "What a dataset is made of",
            description =
                    "By split and class: pictures, boxes, sizes of boxes and pictures, brightness, values of tags.")
    @ApiResponse(responseCode = "200", description = "The counts.")
    @ApiResponse(responseCode = "404", description = "There is no such version.", content = @Content)
    @GetMapping("/statistics")
    DatasetStatistics statistics(
            @PathVariable String name,
            @Parameter(description = VERSION) @RequestParam(required = false) @Nullable Sha256 version) {
        return DatasetStatistics.of(manifest(name, version));
    }

    @Operation(summary = "All findings of an import", description = "Faults first, then doubtful labels; at most 1000.")
    @ApiResponse(responseCode = "200", description = "Possibly none.")
    @ApiResponse(responseCode = "404", description = "There is no such version.", content = @Content)
    @GetMapping("/findings")
    List<Finding> findings(
            @PathVariable String name,
            @Parameter(description = "only of this rule") @RequestParam(required = false) @Nullable Rule rule,
            @Parameter(description = "only about the picture of this path") @RequestParam(required = false) @Nullable
                    String picture,
            @Parameter(description = VERSION) @RequestParam(required = false) @Nullable Sha256 version) {
        Sha256 document = datasets.row(name, version).report().allFindings();
        return document == null
                ? List.of()
                : manifests.findings(document).stream()
                        .filter(f -> rule == null || f.rule() == rule)
                        .filter(f -> picture == null || picture.equals(f.picture()))
                        .limit(MAX_FINDINGS)
                        .toList();
    }

    @Operation(
            summary = "A picture of a dataset",
            description = "As it was imported, or with ?width= a JPEG of at most that width.")
    @ApiResponse(
            responseCode = "200",
            description = "The picture.",
            content = {
                @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "400", description = "The width is not allowed.", content = @Content)
    @ApiResponse(responseCode = "404", description = "This version has no such picture.", content = @Content)
    @GetMapping("/pictures/{digest}")
    ResponseEntity<byte[]> picture(
            @PathVariable String name,
            @PathVariable Sha256 digest,
            @Parameter(description = "most pixels across, 16 to 2048") @RequestParam(required = false) @Nullable
                    Integer width,
            @Parameter(description = VERSION) @RequestParam(required = false) @Nullable Sha256 version)
            throws IOException {
        if (width != null && (width < MIN_WIDTH || width > MAX_WIDTH)) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "width is %d pixels; %d to %d are allowed".formatted(width, MIN_WIDTH, MAX_WIDTH));
        }
        // Other artefacts are not pictures of this dataset, whoever knows their digests.
        if (manifest(name, version).images().stream().noneMatch(i -> i.digest().equals(digest))) {
            throw new VisorException(
                    ErrorCode.NOT_FOUND, "dataset '%s' has no picture of digest %s".formatted(name, digest));
        }
        byte[] bytes = Files.readAllBytes(store.fetch(digest));
        if (width != null) {
            bytes = PictureEncoder.jpeg(Thumbnail.of(PictureDecoder.decode(bytes), width), JPEG_QUALITY);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(PictureFormat.sniff(bytes).mediaType()))
                .eTag("\"%s%s\"".formatted(digest, width == null ? "" : "-" + width))
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
                .header("X-Content-Type-Options", "nosniff")
                .body(bytes);
    }

    private DatasetManifest manifest(String name, @Nullable Sha256 version) {
        return manifests.manifest(datasets.row(name, version).dataset().digest());
    }
}
