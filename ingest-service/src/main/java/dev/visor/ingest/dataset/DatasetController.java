package dev.visor.ingest.dataset;

import dev.visor.contracts.Names;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.IngestSettings;
import dev.visor.ingest.spool.Spool;
import dev.visor.ingest.spool.SpooledFile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Datasets over HTTP. */
@RestController
@RequestMapping(path = "/api/v1/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Datasets", description = "Labelled pictures to judge on and to calibrate with.")
class DatasetController {
    private static final String SETTING = "visor.ingest.dataset-limit";
    private static final int MULTIPART_OVERHEAD_BYTES = 1 << 20;
    private static final String DESCRIPTION =
            "A zip of YOLO, Pascal VOC, COCO, CVAT (for images 1.1) or Label Studio (JSON) layout with the splits train, calib, val,"
                    + " promotion, test. Models are judged on promotion, else val; int8 is calibrated on calib, else train. Broken"
                    + " items are left out and named in the report. The same content again is the same version.";

    private final Datasets datasets;
    private final Spool spool;
    private final IngestSettings settings;

    DatasetController(Datasets datasets, Spool spool, IngestSettings settings) {
        this.datasets = datasets;
        this.spool = spool;
        this.settings = settings;
    }

    @Operation(
            summary = "Import a dataset from a zip as the raw body",
            description = DESCRIPTION,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    @ImportDocumentation
    @PutMapping("/{name}")
    ResponseEntity<DatasetAnswer> put(@PathVariable String name, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        Names.require("dataset", name);
        String type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new VisorException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "PUT takes the zip itself as its body (curl -T dataset.zip …); send multipart with POST");
        }
        return receive(name, request.getInputStream(), request.getContentLengthLong());
    }

    @Operation(
            summary = "Import a dataset from a zip as a form",
            description = DESCRIPTION + " The form has one file part.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = ArchiveForm.class))))
    @ImportDocumentation
    @PostMapping(path = "/{name}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<DatasetAnswer> post(
            @PathVariable String name, @Parameter(hidden = true) MultipartHttpServletRequest request)
            throws IOException {
        Names.require("dataset", name);
        long limit = settings.datasetLimit().toBytes();
        Spool.refuseIfTooLarge("dataset", request.getContentLengthLong() - MULTIPART_OVERHEAD_BYTES, limit, SETTING);
        MultipartFile file = onlyFile(request);
        try (InputStream in = file.getInputStream()) {
            return receive(name, in, file.getSize());
        }
    }

    @Operation(summary = "All datasets", description = "The version that holds of each, sorted by name.")
    @ApiResponse(responseCode = "200", description = "Possibly none.")
    @GetMapping
    List<ImportedDataset> list() {
        return datasets.all();
    }

    @Operation(summary = "One dataset")
    @ApiResponse(responseCode = "200", description = "The version that holds.")
    @ApiResponse(responseCode = "404", description = "There is none of this name.", content = @Content)
    @GetMapping("/{name}")
    DatasetAnswer get(@PathVariable String name) {
        return DatasetAnswer.of(datasets.row(name), false);
    }

    @Operation(summary = "What the import of a dataset found")
    @ApiResponse(responseCode = "200", description = "Counts by split and class, findings by rule, what was left out.")
    @ApiResponse(responseCode = "404", description = "There is none of this name.", content = @Content)
    @GetMapping("/{name}/report")
    ImportReport report(@PathVariable String name) {
        return datasets.row(name).report();
    }

    private ResponseEntity<DatasetAnswer> receive(String name, InputStream in, long declaredBytes) {
        long limit = settings.datasetLimit().toBytes();
        try (SpooledFile archive = spool.receive("dataset", in, declaredBytes, limit, SETTING)) {
            Datasets.Put put = datasets.put(name, archive);
            DatasetAnswer answer = DatasetAnswer.of(put.row(), true);
            return put.created()
                    ? ResponseEntity.created(URI.create("/api/v1/datasets/" + name))
                            .body(answer)
                    : ResponseEntity.ok(answer);
        }
    }

    private static MultipartFile onlyFile(MultipartHttpServletRequest request) {
        try {
            List<MultipartFile> files = request.getMultiFileMap().values().stream()
                    .flatMap(List::stream)
                    .toList();
            if (files.size() == 1) {
                return files.getFirst();
            }
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "the form needs exactly one file part, it has %d; send it with curl -F archive=@dataset.zip …"
                            .formatted(files.size()));
        } catch (MaxUploadSizeExceededException e) {
            throw e;
        } catch (MultipartException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "the form cannot be read; it is malformed or broke off", e);
        }
    }

    /** The form of an import, for the description of the interface. */
    @Schema(name = "ArchiveForm")
    record ArchiveForm(
            @Schema(type = "string", format = "binary", description = "the zip file")
            String archive) {}
}
