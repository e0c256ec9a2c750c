package io.augmenta.generator.rest;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.generator.Checkpoints;
import io.augmenta.generator.GenerationOrder;
import io.augmenta.generator.InvalidCountException;
import io.augmenta.telemetry.TracedRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Images on request; the same request gives the same images. */
@TracedRequest
@Path("/v1/generate")
@NotWhileDraining
@Tag(name = "Synthetic images", description = "Images on request; the same request gives the same images")
@Produces({"image/png", "application/zip", "application/x-npy", "application/x-ndjson", Problems.MEDIA_TYPE})
@APIResponse(
        responseCode = "200",
        description = "A PNG sheet with a row per class; a ZIP of PNGs named class/index.png; a NumPy array of unsigned"
                + " bytes [images, C, H, W]; or lines of JSON, each with what the image was made from and its PNG in"
                + " Base64. Each PNG says in its text chunks that it is synthetic and what it was made from; the header"
                + " Augmenta-Provenance says so for the whole answer. What ends early is incomplete",
        content = {
            @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")),
            @Content(mediaType = "application/zip", schema = @Schema(type = SchemaType.STRING, format = "binary")),
            @Content(mediaType = "application/x-npy", schema = @Schema(type = SchemaType.STRING, format = "binary")),
            @Content(mediaType = "application/x-ndjson", schema = @Schema(type = SchemaType.STRING))
        })
@APIResponse(
        responseCode = "400",
        description = "Unknown checkpoint, class or format, or a bad count, seed, batch size or deadline; says what is"
                + " possible",
        content = @Content(mediaType = Problems.MEDIA_TYPE))
@APIResponse(
        responseCode = "500",
        description = "The checkpoint's generator cannot be used, and why",
        content = @Content(mediaType = Problems.MEDIA_TYPE))
@APIResponse(
        responseCode = "503",
        description = "The generator's queue is full, or it shuts down; Retry-After says when to come back",
        content = @Content(mediaType = Problems.MEDIA_TYPE))
@APIResponse(
        responseCode = "504",
        description = "The images were not made within the deadline",
        content = @Content(mediaType = Problems.MEDIA_TYPE))
public class GenerateResource {
    static final String DEADLINE_HEADER = "Augmenta-Deadline";
    private static final String DEFAULT_COUNT = "8";
    private static final String DEFAULT_SEED = "0";
    private static final String DEFAULT_FORMAT = "png-grid";

    private final PictureDesk desk;
    private final PictureRequestReader reader;
    private final RestLimits limits;

    GenerateResource(PictureDesk desk, PictureRequestReader reader, RestLimits limits) {
        this.desk = desk;
        this.reader = reader;
        this.limits = limits;
    }

    @GET
    @Operation(
            operationId = "generateByQuery",
            summary = "Makes images, for a browser's address line",
            description = "Example: /v1/generate?count=4&seed=7")
    public Response byQuery(
            @Parameter(description = "Id of a checkpoint, latest, released, or released:DATASET")
                    @QueryParam("checkpoint")
                    @DefaultValue(Checkpoints.LATEST)
                    String checkpoint,
            @Parameter(description = "A class; may be given several times; all classes where not given")
                    @QueryParam("class")
                    List<String> classes,
            @Parameter(description = "Images of each class") @QueryParam("count") @DefaultValue(DEFAULT_COUNT)
                    String count,
            @Parameter(description = "What latents are drawn from: a whole number of 64 bits")
                    @QueryParam("seed")
                    @DefaultValue(DEFAULT_SEED)
                    String seed,
            @Parameter(description = "png-grid, zip, npy or ndjson") @QueryParam("format") @DefaultValue(DEFAULT_FORMAT)
                    String format,
            @Parameter(description = "The most images of one run; does not change the images")
                    @QueryParam("batch-size")
                    @Nullable String batchSize,
            @Parameter(description = "How long the client waits, such as 250ms or 10s")
                    @QueryParam("deadline")
                    @Nullable String deadline,
            @Parameter(description = "The deadline, where the query has none") @HeaderParam(DEADLINE_HEADER) @Nullable String deadlineHeader)
            throws InterruptedException {
        try {
            PictureTerms terms = new PictureTerms(
                    checkpoint,
                    format,
                    batchSize == null ? null : batchSize(batchSize),
                    Deadlines.parse(deadline == null ? deadlineHeader : deadline));
            return desk.answer(
                    terms,
                    (known, maxImages) -> GenerationOrder.of(
                            known,
                            countOfEach(classes.isEmpty() ? known.classes() : classes, count, maxImages),
                            seed(seed),
                            maxImages));
        } catch (InvalidParameterException e) {
            return Problems.of(e);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "generate", summary = "Makes images, with a count for each class")
    public Response byBody(
            @RequestBody(content = @Content(schema = @Schema(implementation = PictureRequest.class))) String body,
            @Parameter(description = "The deadline, where the body has none") @HeaderParam(DEADLINE_HEADER) @Nullable String deadlineHeader)
            throws InterruptedException {
        try {
            PictureRequest request = reader.read(body);
            PictureTerms terms = new PictureTerms(
                    Objects.requireNonNullElse(request.checkpoint(), Checkpoints.LATEST),
                    Objects.requireNonNullElse(request.format(), DEFAULT_FORMAT),
                    request.batchSize(),
                    Deadlines.parse(request.deadline() == null ? deadlineHeader : request.deadline()));
            return desk.answer(
                    terms,
                    (known, maxImages) -> GenerationOrder.of(
                            known,
                            counts(request, known, maxImages),
                            Objects.requireNonNullElse(request.seed(), 0L),
                            maxImages));
        } catch (InvalidParameterException e) {
            return Problems.of(e);
        }
    }

    private static Map<String, Integer> counts(PictureRequest request, CheckpointPublished known, int maxImages)
            throws InvalidCountException {
        Map<String, Integer> asked = new LinkedHashMap<>();
        if (request.counts() == null) {
            return countOfEach(known.classes(), DEFAULT_COUNT, maxImages);
        }
        request.counts().forEach((label, count) -> asked.put(label, Objects.requireNonNull(count)));
        return asked;
    }

    private static Map<String, Integer> countOfEach(List<String> classes, String count, int maxImages)
            throws InvalidCountException {
        int number;
        try {
            number = Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw new InvalidCountException("\"" + count + "\" images of a class", maxImages);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        classes.forEach(label -> counts.put(label, number));
        return counts;
    }

    private int batchSize(String batchSize) throws InvalidParameterException {
        try {
            return Integer.parseInt(batchSize);
        } catch (NumberFormatException e) {
            throw InvalidParameterException.batchSize(batchSize, limits.maxBatchImages());
        }
    }

    private static long seed(String seed) throws InvalidParameterException {
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw InvalidParameterException.seed(seed);
        }
    }
}
