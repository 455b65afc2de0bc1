package dev.visor.ingest.intake;

import io.swagger.v3.oas.annotations.media.Schema;

/** The form of a multipart upload, for the description of the interface. */
@Schema(name = "UploadForm")
record UploadForm(
        @Schema(type = "string", format = "binary", description = "the ONNX file")
        String model,

        @Schema(
                description = "JSON of the manifest fields; instead of single fields",
                example = "{\"family\":\"yolox\",\"classes\":[\"with_helmet\",\"without_helmet\"]}",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String manifest,

        @Schema(description = "what to judge on", requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String dataset,

        @Schema(description = "what to keep; 'default' if absent", requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String policy,

        @Schema(description = "recipes to make, separated by commas", requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String recipes) {}
