package dev.visor.ingest.intake;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What both ways of uploading have in common. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(name = "dataset", in = ParameterIn.QUERY, description = "what to judge on; must be imported")
@Parameter(name = "policy", in = ParameterIn.QUERY, description = "what to keep; 'default' if absent")
@Parameter(
        name = "recipes",
        in = ParameterIn.QUERY,
        description =
                "recipes to make, separated by commas, built-in ones or your own (GET /api/v1/recipes); those with"
                        + " standard: true if absent. The baseline is always made.")
@Parameter(
        name = "force",
        in = ParameterIn.QUERY,
        description = "make a new version even if the same upload is there",
        schema = @Schema(type = "boolean"))
@Parameter(
        name = "family",
        in = ParameterIn.QUERY,
        description = "manifest: how outputs become boxes",
        schema = @Schema(allowableValues = {"yolox", "yolov8", "visor", "yolov5", "end2end", "nanodet", "detr"}))
@Parameter(
        name = "classes",
        in = ParameterIn.QUERY,
        description = "manifest: class names in the order of the outputs, separated by commas; coco for its 80")
@Parameter(
        name = "colorOrder",
        in = ParameterIn.QUERY,
        description = "manifest: order of the input's channels",
        schema = @Schema(allowableValues = {"RGB", "BGR"}))
@Parameter(
        name = "scaling",
        in = ParameterIn.QUERY,
        description = "manifest: range of the input's values; or give mean and std",
        schema = @Schema(allowableValues = {"0..1", "0..255"}))
@Parameter(
        name = "mean",
        in = ParameterIn.QUERY,
        description = "manifest: subtracted per channel, three numbers of 0 to 255")
@Parameter(
        name = "std",
        in = ParameterIn.QUERY,
        description = "manifest: divides per channel, three numbers of 0 to 255")
@Parameter(
        name = "resize",
        in = ParameterIn.QUERY,
        description = "manifest: how a picture is fitted into the input",
        schema = @Schema(allowableValues = {"centered", "top-left", "stretch"}))
@Parameter(name = "padValue", in = ParameterIn.QUERY, description = "manifest: grey of the border, 0 to 255")
@Parameter(
        name = "width",
        in = ParameterIn.QUERY,
        description = "manifest: input width in pixels if the file leaves it open")
@Parameter(
        name = "height",
        in = ParameterIn.QUERY,
        description = "manifest: input height in pixels if the file leaves it open")
@Parameter(
        name = "suppressionIou",
        in = ParameterIn.QUERY,
        description = "manifest: overlap above which the weaker of two boxes goes, above 0 to 1")
@Parameter(name = "license", in = ParameterIn.QUERY, description = "manifest: licence of the weights")
@ApiResponse(
        responseCode = "201",
        description = "A new version; its variants are being made.",
        content = @Content(schema = @Schema(implementation = UploadAnswer.class)))
@ApiResponse(
        responseCode = "200",
        description = "The same upload was there before; this is its version.",
        content = @Content(schema = @Schema(implementation = UploadAnswer.class)))
@ApiResponse(
        responseCode = "400",
        description = "A name or parameter is not allowed, or the body broke off.",
        content = @Content)
@ApiResponse(responseCode = "404", description = "There is no such dataset or policy.", content = @Content)
@ApiResponse(responseCode = "409", description = "The Idempotency-Key stands for another upload.", content = @Content)
@ApiResponse(responseCode = "413", description = "Larger than visor.ingest.upload-limit (1 GiB).", content = @Content)
@ApiResponse(
        responseCode = "422",
        description =
                "The file is broken or unsafe and in quarantine: ruleId and version say which rule and where. Or it"
                        + " is fine, but its family, classes or dataset stay unknown: violations name the candidates and what is"
                        + " missing, and no version was made.",
        content = @Content)
@ApiResponse(responseCode = "503", description = "Too many uploads are being checked; try again.", content = @Content)
@ApiResponse(responseCode = "507", description = "The disk is full.", content = @Content)
@interface UploadDocumentation {}
