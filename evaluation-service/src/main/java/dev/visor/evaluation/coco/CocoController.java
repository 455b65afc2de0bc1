package dev.visor.evaluation.coco;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.platform.web.Turn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

@RestController
@RequestMapping("/api/v1/evaluations")
@Tag(name = "coco", description = "COCO's evaluation of anyone's detections")
class CocoController {
    private final CocoProperties properties;
    private final Turn turn;

    CocoController(CocoProperties properties) {
        this.properties = properties;
        this.turn = new Turn("another evaluation of COCO files still runs", properties.patience());
    }

    @Operation(
            summary = "COCO's twelve figures, each class and TIDE's errors of two files",
            description =
                    "A form with the parts groundTruth (annotation file) and detections (results array), each JSON,"
                            + " gzipped or not. No model is involved and nothing is kept. Figures equal pycocotools 2.0.11, except"
                            + " that an annotation may have the id 0. One evaluation runs at a time; others wait up to"
                            + " visor.evaluation.coco.patience.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = CocoForm.class))))
    @ApiResponse(responseCode = "200", description = "The figures.")
    @ApiResponse(responseCode = "400", description = "A part is missing or the form is malformed.", content = @Content)
    @ApiResponse(responseCode = "413", description = "A file goes beyond a limit.", content = @Content)
    @ApiResponse(responseCode = "422", description = "A file isn't what it should be.", content = @Content)
    @ApiResponse(responseCode = "503", description = "Others run or wait; try again later.", content = @Content)
    @PostMapping(path = "/coco", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    CocoReport post(
            @Parameter(description = "how often pictures are drawn again for 95 % intervals, 0 to 10000")
                    @RequestParam(defaultValue = "0")
                    int replicates,
            @Parameter(description = "what the draws begin with") @RequestParam(defaultValue = "7") long seed,
            @Parameter(hidden = true) MultipartHttpServletRequest form)
            throws IOException {
        Draws draws = new Draws(replicates, seed);
        MultipartFile groundTruth = part(form, GroundTruth.PART);
        MultipartFile detections = part(form, CocoEvaluation.DETECTIONS);
        try (Turn.Taken _ = turn.take()) {
            return new CocoEvaluation(properties.limits(), draws, Progress.NONE)
                    .run(groundTruth::getInputStream, detections::getInputStream);
        }
    }

    private static MultipartFile part(MultipartHttpServletRequest form, String name) {
        try {
            MultipartFile file = form.getFile(name);
            if (file != null) {
                return file;
            }
        } catch (MaxUploadSizeExceededException e) {
            throw e;
        } catch (MultipartException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "the form cannot be read; it is malformed or broke off", e);
        }
        throw new VisorException(
                ErrorCode.INVALID_REQUEST,
                "the form has no file part '%s'; send curl -F groundTruth=@gt.json.gz -F detections=@dt.json.gz …"
                        .formatted(name));
    }

    /** The form, for the description of the interface. */
    @Schema(name = "CocoForm")
    record CocoForm(
            @Schema(type = "string", format = "binary", description = "COCO annotation file, JSON or gzipped JSON")
            String groundTruth,

            @Schema(type = "string", format = "binary", description = "COCO results array, JSON or gzipped JSON")
            String detections) {}
}
