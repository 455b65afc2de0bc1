package dev.visor.ingest.intake;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.IngestSettings;
import dev.visor.ingest.registry.VersionSummary;
import dev.visor.ingest.spool.Spool;
import dev.visor.ingest.spool.SpooledFile;
import dev.visor.platform.web.ProblemDetails;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Uploads over HTTP. */
@RestController
@Tag(name = "Uploads", description = "Models come in here.")
class UploadController {
    private static final String PATH = "/api/v1/models/{model}/versions";
    private static final String SETTING = "visor.ingest.upload-limit";
    private static final int MAX_MANIFEST_BYTES = 64 * 1024;
    private static final int MULTIPART_OVERHEAD_BYTES = 1 << 20;
    private static final String DESCRIPTION =
            "The file is received under a size limit, checked (wire format, then a trial"
                    + " load in a process of its own), and its family is found from outputs and metadata. What the file does not"
                    + " say is given as manifest fields. Without a dataset the policy's is taken, else the only one that fits."
                    + " The same file with the same terms again answers the version that it became.";

    private final Intake intake;
    private final Spool spool;
    private final IngestSettings settings;

    UploadController(Intake intake, Spool spool, IngestSettings settings) {
        this.intake = intake;
        this.spool = spool;
        this.settings = settings;
    }

    @Operation(
            summary = "Upload a model as the raw body",
            description = DESCRIPTION,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            description = "the bytes of an ONNX file",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @UploadDocumentation
    @PutMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> put(
            @PathVariable String model,
            @Parameter(description = "names this upload; repeated, it answers the same version")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String idempotencyKey,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        String type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new VisorException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "PUT takes the file itself as its body (curl -T model.onnx …); send multipart with POST");
        }
        UploadTerms terms = intake.terms(UploadParameters.read(model, parameters(request), null, idempotencyKey));
        return receive(terms, request.getInputStream(), request.getContentLengthLong());
    }

    @Operation(
            summary = "Upload a model as a form",
            description = DESCRIPTION,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = UploadForm.class))))
    @UploadDocumentation
    @PostMapping(
            path = PATH,
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> post(
            @PathVariable String model,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Parameter(hidden = true) MultipartHttpServletRequest request)
            throws IOException {
        long limit = settings.uploadLimit().toBytes();
        Spool.refuseIfTooLarge("model", request.getContentLengthLong() - MULTIPART_OVERHEAD_BYTES, limit, SETTING);
        MultipartFile file = part(request, "model");
        if (file == null) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST,
                    "the form has no file part 'model'; send it with curl -F model=@model.onnx …");
        }
        Map<String, String> parameters = parameters(request);
        UploadTerms terms =
                intake.terms(UploadParameters.read(model, parameters, manifest(request, parameters), idempotencyKey));
        try (InputStream in = file.getInputStream()) {
            return receive(terms, in, file.getSize());
        }
    }

    private ResponseEntity<?> receive(UploadTerms terms, InputStream in, long declaredBytes) {
        long limit = settings.uploadLimit().toBytes();
        try (SpooledFile file = spool.receive("model", in, declaredBytes, limit, SETTING)) {
            return switch (intake.take(terms, file)) {
                case Intake.Result.Accepted accepted -> answer(accepted);
                case Intake.Result.Quarantined quarantined ->
                    answer(quarantined.registration().version());
            };
        }
    }

    private static ResponseEntity<UploadAnswer> answer(Intake.Result.Accepted accepted) {
        VersionSummary version = accepted.registration().version();
        boolean created = accepted.registration().created();
        UploadAnswer body = new UploadAnswer(
                version.id().model(),
                version.id().version(),
                version.stage(),
                created,
                version.artifact().digest(),
                version.artifact().sizeBytes(),
                version.manifest(),
                version.dataset(),
                accepted.dataset().chosenBy(),
                version.policy(),
                version.policyVersion(),
                version.recipes(),
                accepted.understood().evidence(),
                accepted.understood().warnings(),
                version.uploadedAt());
        return (created
                        ? ResponseEntity.created(location(version))
                        : ResponseEntity.ok().location(location(version)))
                .body(body);
    }

    private static ResponseEntity<ProblemDetail> answer(VersionSummary quarantined) {
        ProblemDetail problem = ProblemDetails.of(
                ErrorCode.INVALID_MODEL,
                ErrorCode.INVALID_MODEL.httpStatus(),
                "the file is quarantined as version %d: %s"
                        .formatted(quarantined.id().version(), quarantined.reason()));
        problem.setProperty("model", quarantined.id().model());
        problem.setProperty("version", quarantined.id().version());
        problem.setProperty("stage", quarantined.stage());
        problem.setProperty("ruleId", quarantined.ruleId());
        problem.setInstance(location(quarantined));
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .location(location(quarantined))
                .body(problem);
    }

    private static URI location(VersionSummary version) {
        return URI.create("/api/v1/models/%s/versions/%d"
                .formatted(version.id().model(), version.id().version()));
    }

    private static Map<String, String> parameters(HttpServletRequest request) {
        Map<String, String> first = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 1) {
                throw new VisorException(
                        ErrorCode.INVALID_REQUEST,
                        "parameter '%s' is given %d times; separate values by commas".formatted(name, values.length));
            }
            first.put(name, values[0]);
        });
        return first;
    }

    /** The manifest as a part with or without a file name; removed from the parameters. */
    private static byte @Nullable [] manifest(MultipartHttpServletRequest request, Map<String, String> parameters)
            throws IOException {
        String field = parameters.remove("manifest");
        MultipartFile part = part(request, "manifest");
        if (part != null && part.getSize() > MAX_MANIFEST_BYTES) {
            throw new VisorException(
                    ErrorCode.TOO_LARGE,
                    "the part 'manifest' may have %d bytes but has %d".formatted(MAX_MANIFEST_BYTES, part.getSize()));
        }
        return part != null
                ? part.getBytes()
                : field == null ? null : field.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Reading the first part receives the whole form. */
    private static @Nullable MultipartFile part(MultipartHttpServletRequest request, String name) {
        try {
            return request.getFile(name);
        } catch (org.springframework.web.multipart.MaxUploadSizeExceededException e) {
            throw e;
        } catch (MultipartException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "the form cannot be read; it is malformed or broke off", e);
        }
    }
}
