package io.augmenta.generator.rest.inference;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.generator.CopiesWithheldException;
import io.augmenta.generator.GenerationObserver;
import io.augmenta.generator.GenerationObserver.Channel;
import io.augmenta.generator.GenerationObserver.Outcome;
import io.augmenta.generator.GeneratorShape;
import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.ImageSequences;
import io.augmenta.generator.LoadedGenerators.Lease;
import io.augmenta.generator.SyntheticImages;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.DeadlineExceededException;
import io.augmenta.generator.batching.NotServedException;
import io.augmenta.generator.batching.TooBusyException;
import io.augmenta.generator.picture.Pictures;
import io.augmenta.generator.rest.Deadlines;
import io.augmenta.generator.rest.InvalidParameterException;
import io.augmenta.generator.rest.NotWhileDraining;
import io.augmenta.generator.rest.RequestInProgress;
import io.augmenta.telemetry.TracedRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images as tensors, for platforms that speak the Open Inference Protocol. */
@TracedRequest
@Path("/v2/models/{name}")
@NotWhileDraining
@Tag(name = "Open Inference Protocol", description = "The same images as tensors (KServe V2)")
public class InferenceResource {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceResource.class);

    private final Models models;
    private final SyntheticImages syntheticImages;
    private final Pictures pictures;
    private final RequestInProgress inProgress;
    private final GenerationObserver observer;
    private final ObjectReader json;

    InferenceResource(
            Models models,
            SyntheticImages syntheticImages,
            Pictures pictures,
            RequestInProgress inProgress,
            GenerationObserver observer,
            ObjectMapper mapper) {
        this.models = models;
        this.syntheticImages = syntheticImages;
        this.pictures = pictures;
        this.inProgress = inProgress;
        this.observer = observer;
        this.json = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @POST
    @Path("/infer")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(operationId = "infer", summary = "Makes images with the newest version of a model")
    public Response infer(
            @PathParam("name") String name,
            @HeaderParam("Augmenta-Deadline") @Nullable String deadline,
            @HeaderParam(InferenceBody.JSON_LENGTH) @Nullable String jsonLength,
            byte[] body)
            throws InterruptedException {
        return answer(name, null, deadline, () -> InferenceBody.of(body, jsonLength, json));
    }

    @POST
    @Path("/versions/{version}/infer")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(operationId = "inferWithVersion", summary = "Makes images with a version of a model")
    public Response inferWithVersion(
            @PathParam("name") String name,
            @PathParam("version") String version,
            @HeaderParam("Augmenta-Deadline") @Nullable String deadline,
            @HeaderParam(InferenceBody.JSON_LENGTH) @Nullable String jsonLength,
            byte[] body)
            throws InterruptedException {
        return answer(name, version, deadline, () -> InferenceBody.of(body, jsonLength, json));
    }

    /** Reads a body once there is a place for its request. */
    private interface Reading {
        InferenceBody read() throws InvalidTensorException;
    }

    private Response answer(String name, @Nullable String version, @Nullable String deadline, Reading body)
            throws InterruptedException {
        long started = System.nanoTime();
        try {
            Caller caller = inProgress.begin(Deadlines.parse(deadline));
            Model model = models.named(name, version);
            int maxImages = pictures.maxSheetImages(GeneratorShape.of(model.checkpoint()));
            Inference request = Inference.of(body.read(), model.checkpoint(), maxImages);
            InferenceAnswer answer = made(model, request, caller);
            observer.imagesMade(Channel.REST, request.images());
            ended(Outcome.COMPLETED, started);
            return answer.response();
        } catch (UnknownModelException e) {
            return refused(Status.NOT_FOUND, e, Outcome.REFUSED, started);
        } catch (InvalidTensorException | InvalidParameterException | CopiesWithheldException e) {
            return refused(Status.BAD_REQUEST, e, Outcome.REFUSED, started);
        } catch (NotServedException e) {
            return notServed(e, started);
        } catch (GeneratorUnavailableException e) {
            LOG.error("inference=failed model={} reason=\"{}\"", name, e.getMessage());
            return refused(Status.INTERNAL_SERVER_ERROR, e, Outcome.FAILED, started);
        }
    }

    private InferenceAnswer made(Model model, Inference request, Caller caller)
            throws CopiesWithheldException, GeneratorUnavailableException, NotServedException, InterruptedException {
        Lease lease = inProgress.lease(model.checkpoint());
        String software = syntheticImages.software();
        if (request.rows().isPresent()) {
            List<Bytes> images = syntheticImages.ofLatents(
                    lease, model.checkpoint(), request.rows().get(), caller);
            return new InferenceAnswer(model, request, images, lease.guard(), 0, software);
        }
        ImageSequences<Bytes> sequences = new ImageSequences<>(
                syntheticImages, lease, model.checkpoint(), request.seed(), LabelledImage::pixels, caller);
        List<Bytes> images = sequences.next(request.classIndexes());
        int withheld = sequences.withheld().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return new InferenceAnswer(model, request, images, sequences.guard(), withheld, software);
    }

    private Response notServed(NotServedException e, long started) {
        if (e instanceof TooBusyException busy) {
            Response refused = refused(Status.SERVICE_UNAVAILABLE, e, Outcome.of(e), started);
            return Response.fromResponse(refused)
                    .header(HttpHeaders.RETRY_AFTER, busy.retryAfter().toSeconds())
                    .build();
        }
        return refused(
                e instanceof DeadlineExceededException ? Status.GATEWAY_TIMEOUT : Status.BAD_REQUEST,
                e,
                Outcome.of(e),
                started);
    }

    private Response refused(Status status, Exception e, Outcome outcome, long started) {
        ended(outcome, started);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", String.valueOf(e.getMessage())))
                .build();
    }

    private void ended(Outcome outcome, long started) {
        observer.answered(Channel.REST, outcome, Duration.ofNanos(System.nanoTime() - started));
    }
}
