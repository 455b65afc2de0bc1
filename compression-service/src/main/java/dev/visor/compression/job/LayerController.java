package dev.visor.compression.job;

import dev.visor.compression.job.StoredLayers.MeasuredLayer;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/layers")
@Tag(name = "Layers", description = "What single layers take")
class LayerController {
    private static final int MOST = 1000;

    private final StoredLayers layers;

    LayerController(StoredLayers layers) {
        this.layers = layers;
    }

    /**
     * Part of the list.
     *
     * @param items newest first
     * @param nextPageToken asks for what follows; absent at the end
     */
    record Page(List<MeasuredLayer> items, @Nullable String nextPageToken) {}

    @GetMapping
    @Operation(
            summary = "Layers that were measured, newest first",
            description =
                    "Median microseconds of a run on one thread, measured once for each processor, version of ONNX"
                            + " Runtime and layer. A layer is told in words: operators, attributes and shapes. It stands between a"
                            + " convolution of one channel and a pooling, whose own time is a row too and is subtracted when layers"
                            + " are compared.")
    Page list(
            @Parameter(description = "Most layers in the answer, 1 to 1000") @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "nextPageToken of the page before") @RequestParam(required = false) @Nullable
                    String pageToken) {
        if (limit < 1 || limit > MOST) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "limit must be 1 to %d layers, was %d".formatted(MOST, limit));
        }
        List<MeasuredLayer> items = layers.latest(before(pageToken), limit);
        return new Page(
                items,
                items.size() < limit ? null : Long.toString(items.getLast().id()));
    }

    private static long before(@Nullable String pageToken) {
        try {
            return pageToken == null ? Long.MAX_VALUE : Long.parseLong(pageToken);
        } catch (NumberFormatException e) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "pageToken is not one of ours; leave it out to begin at the newest", e);
        }
    }
}
