package dev.visor.ingest.dataset;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What both ways of importing have in common. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "201",
        description = "A new version, with its report.",
        content = @Content(schema = @Schema(implementation = DatasetAnswer.class)))
@ApiResponse(
        responseCode = "200",
        description = "The same content was there before; this is its version.",
        content = @Content(schema = @Schema(implementation = DatasetAnswer.class)))
@ApiResponse(responseCode = "400", description = "The name is not allowed, or the body broke off.", content = @Content)
@ApiResponse(responseCode = "413", description = "Larger than visor.ingest.dataset-limit (2 GiB).", content = @Content)
@ApiResponse(
        responseCode = "422",
        description = "The archive breaks a limit or tries to escape its folder (the entry is named), no layout is"
                + " recognised, or nothing can be judged on it. Nothing was kept.",
        content = @Content)
@ApiResponse(responseCode = "507", description = "The disk is full.", content = @Content)
@interface ImportDocumentation {}
