package io.augmenta.generator.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What images are wanted, as the body of a POST; whatever is left out has a default.
 *
 * @param checkpoint id of a checkpoint, {@code latest} (the default), {@code released} or {@code released:DATASET}
 * @param counts images by class; by default a few of every class
 * @param seed what latents are drawn from, by default 0
 * @param format {@code png-grid}, which is the default, {@code zip}, {@code npy} or {@code ndjson}
 * @param batchSize the most images of one run of the graph, by default as many as possible
 * @param deadline how long the client waits, by default as long as it takes
 */
@Schema(name = "PictureRequest", description = "What images are wanted; whatever is left out has a default")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PictureRequest(
        @Schema(description = "Id of a checkpoint, latest, released, or released:DATASET", defaultValue = "latest")
        @Nullable String checkpoint,

        @Schema(description = "Images by class; by default 8 of every class") @Nullable Map<String, @Nullable Integer> counts,

        @Schema(description = "What latents are drawn from", defaultValue = "0") @Nullable Long seed,

        @Schema(description = "png-grid, zip, npy or ndjson", defaultValue = "png-grid") @Nullable String format,

        @Schema(description = "The most images of one run; by default as many as possible. Does not change the images")
        @Nullable Integer batchSize,

        @Schema(description = "How long the client waits, such as 250ms or 10s; by default as long as it takes")
        @Nullable String deadline) {}
