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
import io.augmenta.generator.LoadedGenerators;
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
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a request over HTTP into a response: pictures, or a problem that says what is possible. */
@Singleton
class PictureDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PictureDesk.class);
    /** A small image in its file, which need not grow for it. */
    private static final int FEW_IMAGES_BYTES = 8192;

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
            LoadedGenerators.Lease lease = inProgress.lease(checkpoint);
            Work work = new Work(lease, order, batchImages, caller, started);
            return switch (format) {
                case PNG_GRID -> sheet(work, format);
                case ZIP -> file(work, format, Pictures.archive());
                case NPY -> file(work, format, Pictures.array());
                case NDJSON -> file(work, format, Pictures.lines());
            };
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

    /** An accepted request. */
    private record Work(
            LoadedGenerators.Lease lease, GenerationOrder order, int batchImages, Caller caller, long startedNanos) {}

    private <T> ImageBatches<T> batches(Work work, Function<LabelledImage, T> product) {
        return new ImageBatches<>(
                syntheticImages, work.lease(), work.order(), work.batchImages(), product, work.caller());
    }

    private Response sheet(Work work, PictureFormat format)
            throws NotServedException, GeneratorUnavailableException, InterruptedException {
        ImageBatches<LabelledImage> batches = batches(work, Function.identity());
        byte[] body = pictures.sheet(batches);
        delivered(batches, work.startedNanos());
        return whole(body, batches, format);
    }

    private <T> Response file(Work work, PictureFormat format, Pictures.Form<T> form)
            throws NotServedException, GeneratorUnavailableException, InterruptedException {
        ImageBatches<T> batches = batches(work, form::formed);
        // before the status is sent: afterwards nobody could be told that there is no room
        List<T> first = batches.next();
        if (batches.hasNext()) {
            StreamingOutput body = target -> stream(batches, first, form, target, work.startedNanos());
            return answer(body, batches, format).build();
        }
        byte[] body = body(batches, first, form);
        delivered(batches, work.startedNanos());
        return whole(body, batches, format);
    }

    private static Response whole(byte[] body, ImageBatches<?> batches, PictureFormat format) {
        return answer(body, batches, format)
                .header(ProvenanceHeader.WITHHELD, ProvenanceHeader.withheld(batches.withheld()))
                .build();
    }

    private static Response.ResponseBuilder answer(Object body, ImageBatches<?> batches, PictureFormat format) {
        GenerationOrder order = batches.order();
        String file = order.checkpoint().checkpointId() + "-seed" + order.seed() + "." + format.extension();
        return Response.ok(body, format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + FileNames.safe(file) + "\"")
                .header(ProvenanceHeader.NAME, ProvenanceHeader.of(order, batches.software(), batches.guard()));
    }

    /** What is made in one batch is small, and quicker sent whole. */
    private static <T> byte[] body(ImageBatches<T> batches, List<T> images, Pictures.Form<T> form) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(FEW_IMAGES_BYTES);
        try {
            Pictures.Writer<T> writer = form.begin(batches.order(), body);
            writer.write(images);
            writer.finish();
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return body.toByteArray();
    }

    /** It is too late for another status here: where something fails the answer ends early, which every reader notices. */
    private <T> void stream(
            ImageBatches<T> batches, List<T> first, Pictures.Form<T> form, OutputStream target, long started)
            throws IOException {
        Outcome outcome = Outcome.LEFT;
        try {
            Pictures.Writer<T> writer = form.begin(batches.order(), target);
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

    private void delivered(ImageBatches<?> batches, long started) {
        made(batches);
        ended(Outcome.COMPLETED, started);
    }

    private void made(ImageBatches<?> batches) {
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
