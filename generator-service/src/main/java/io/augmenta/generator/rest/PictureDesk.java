package io.augmenta.generator.rest;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.generator.GenerationObserver;
import io.augmenta.generator.GenerationObserver.Channel;
import io.augmenta.generator.GenerationObserver.Outcome;
import io.augmenta.generator.GenerationOrder;
import io.augmenta.generator.GeneratorShape;
import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.ImageBatches;
import io.augmenta.generator.ImpossibleRequestException;
import io.augmenta.generator.ServedNames;
import io.augmenta.generator.SyntheticImages;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.NotServedException;
import io.augmenta.generator.picture.Pictures;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a request over HTTP into a response: pictures, or a problem that says what is possible. */
@Singleton
class PictureDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PictureDesk.class);

    private final ServedNames servedNames;
    private final SyntheticImages syntheticImages;
    private final Pictures pictures;
    private final GenerationObserver observer;
    private final RequestInProgress inProgress;
    private final RestLimits limits;

    PictureDesk(
            ServedNames servedNames,
            SyntheticImages syntheticImages,
            Pictures pictures,
            GenerationObserver observer,
            RequestInProgress inProgress,
            RestLimits limits) {
        this.servedNames = servedNames;
        this.syntheticImages = syntheticImages;
        this.pictures = pictures;
        this.observer = observer;
        this.inProgress = inProgress;
        this.limits = limits;
    }

    /** Makes an order once the checkpoint and the limits are known. */
    interface OrderForm {
        GenerationOrder fillIn(CheckpointPublished checkpoint, int maxImages)
                throws ImpossibleRequestException, InvalidParameterException;
    }

    /** Answers a request for images of a checkpoint. */
    Response answer(PictureTerms terms, OrderForm form) throws InterruptedException {
        long started = System.nanoTime();
        try {
            PictureFormat format = terms.pictureFormat();
            int batchImages = terms.batchImages(limits.maxBatchImages());
            Caller caller = inProgress.begin(terms.deadline());
            CheckpointPublished checkpoint = servedNames.named(terms.checkpoint());
            GenerationOrder order = form.fillIn(checkpoint, maxImages(format, checkpoint));
            ImageBatches batches =
                    new ImageBatches(syntheticImages, inProgress.lease(checkpoint), order, batchImages, caller);
            return deliver(batches, format, started);
        } catch (ImpossibleRequestException e) {
            ended(Outcome.REFUSED, started);
            return Problems.of(e);
        } catch (InvalidParameterException e) {
            ended(Outcome.REFUSED, started);
            return Problems.of(e);
        } catch (NotServedException e) {
            ended(Outcome.of(e), started);
            return Problems.of(e);
        } catch (GeneratorUnavailableException e) {
            ended(Outcome.FAILED, started);
            LOG.error("generation=failed checkpoint={} reason=\"{}\"", terms.checkpoint(), e.getMessage());
            return Problems.of(e);
        }
    }

    private int maxImages(PictureFormat format, CheckpointPublished checkpoint) {
        return format.streamed() ? pictures.maxStreamImages() : pictures.maxSheetImages(GeneratorShape.of(checkpoint));
    }

    private Response deliver(ImageBatches batches, PictureFormat format, long started)
            throws NotServedException, GeneratorUnavailableException, InterruptedException {
        GenerationOrder order = batches.order();
        Object body;
        boolean streamed = false;
        if (format.streamed()) {
            // before the status is sent: afterwards nobody could be told that there is no room
            List<LabelledImage> first = batches.next();
            streamed = batches.hasNext();
            body = streamed
                    ? (StreamingOutput) target -> stream(batches, first, format, target, started)
                    : whole(batches, first, format, started);
        } else {
            body = pictures.sheet(batches);
            delivered(batches, started);
        }
        String file = order.checkpoint().checkpointId() + "-seed" + order.seed() + "." + format.extension();
        Response.ResponseBuilder response = Response.ok(body, format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + FileNames.safe(file) + "\"")
                .header(ProvenanceHeader.NAME, ProvenanceHeader.of(order, batches.software(), batches.guard()));
        return streamed
                ? response.build()
                : response.header(ProvenanceHeader.WITHHELD, ProvenanceHeader.withheld(batches.withheld()))
                        .build();
    }

    /** What is made in one batch is small, and quicker sent whole. */
    private byte[] whole(ImageBatches batches, List<LabelledImage> images, PictureFormat format, long started) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            Pictures.Writer writer = writer(format, batches.order(), body);
            writer.write(images);
            writer.finish();
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        delivered(batches, started);
        return body.toByteArray();
    }

    /** It is too late for another status here: where something fails the answer ends early, which every reader notices. */
    private void stream(
            ImageBatches batches, List<LabelledImage> first, PictureFormat format, OutputStream target, long started)
            throws IOException {
        Outcome outcome = Outcome.LEFT;
        try {
            Pictures.Writer writer = writer(format, batches.order(), target);
            writer.write(first);
            while (batches.hasNext()) {
                writer.write(batches.next());
            }
            writer.finish();
            outcome = Outcome.COMPLETED;
            made(batches);
        } catch (NotServedException e) {
            outcome = Outcome.of(e);
            throw new IOException(e);
        } catch (GeneratorUnavailableException e) {
            outcome = Outcome.FAILED;
            LOG.error(
                    "generation=failed checkpoint={} reason=\"{}\"",
                    batches.order().checkpoint().checkpointId(),
                    e.getMessage());
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the service is stopping");
        } finally {
            ended(outcome, started);
        }
    }

    private Pictures.Writer writer(PictureFormat format, GenerationOrder order, OutputStream target)
            throws IOException {
        return switch (format) {
            case NPY -> pictures.array(order, target);
            case NDJSON -> pictures.lines(target);
            case ZIP, PNG_GRID -> pictures.archive(order, target);
        };
    }

    private void delivered(ImageBatches batches, long started) {
        made(batches);
        ended(Outcome.COMPLETED, started);
    }

    private void made(ImageBatches batches) {
        observer.imagesMade(Channel.REST, batches.order().images());
        if (!batches.withheld().isEmpty()) {
            LOG.info(
                    "copies=withheld checkpoint={} seed={} images={}",
                    batches.order().checkpoint().checkpointId(),
                    batches.order().seed(),
                    batches.withheld());
        }
    }

    private void ended(Outcome outcome, long started) {
        observer.answered(Channel.REST, outcome, Duration.ofNanos(System.nanoTime() - started));
    }
}
