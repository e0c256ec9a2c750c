package io.augmenta.generator.rest;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.generator.Checkpoints;
import io.augmenta.generator.GenerationObserver;
import io.augmenta.generator.GenerationObserver.Channel;
import io.augmenta.generator.GenerationObserver.Outcome;
import io.augmenta.generator.GenerationOrder;
import io.augmenta.generator.GeneratorShape;
import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.ImpossibleRequestException;
import io.augmenta.generator.LoadedGenerators;
import io.augmenta.generator.picture.Pictures;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a request over HTTP into a response: pictures, or a problem that says what is possible. */
@Singleton
class PictureDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PictureDesk.class);

    private final Checkpoints checkpoints;
    private final Pictures pictures;
    private final GenerationObserver observer;
    private final RequestInProgress inProgress;

    PictureDesk(Checkpoints checkpoints, Pictures pictures, GenerationObserver observer, RequestInProgress inProgress) {
        this.checkpoints = checkpoints;
        this.pictures = pictures;
        this.observer = observer;
        this.inProgress = inProgress;
    }

    /** Makes an order once the checkpoint and the limits are known. */
    interface OrderForm {
        GenerationOrder fillIn(CheckpointPublished checkpoint, int maxImages)
                throws ImpossibleRequestException, InvalidParameterException;
    }

    /** Answers a request for images of a checkpoint. */
    Response answer(String checkpointIdOrLatest, String formatParameter, OrderForm form) throws InterruptedException {
        long started = System.nanoTime();
        try {
            PictureFormat format = PictureFormat.of(formatParameter)
                    .orElseThrow(() -> InvalidParameterException.format(formatParameter));
            CheckpointPublished checkpoint = checkpoints.named(checkpointIdOrLatest);
            GenerationOrder order = form.fillIn(checkpoint, maxImages(format, checkpoint));
            return deliver(order, format, started);
        } catch (ImpossibleRequestException e) {
            ended(Outcome.REFUSED, started);
            return Problems.of(e);
        } catch (InvalidParameterException e) {
            ended(Outcome.REFUSED, started);
            return Problems.of(e);
        } catch (TooBusyException e) {
            ended(Outcome.REFUSED, started);
            return Problems.of(e);
        } catch (GeneratorUnavailableException e) {
            ended(Outcome.FAILED, started);
            LOG.error("generation=failed checkpoint={} reason=\"{}\"", checkpointIdOrLatest, e.getMessage());
            return Problems.of(e);
        }
    }

    private int maxImages(PictureFormat format, CheckpointPublished checkpoint) {
        return format == PictureFormat.ZIP
                ? pictures.maxArchiveImages()
                : pictures.maxSheetImages(GeneratorShape.of(checkpoint));
    }

    private Response deliver(GenerationOrder order, PictureFormat format, long started)
            throws TooBusyException, GeneratorUnavailableException, InterruptedException {
        LoadedGenerators.Lease lease = inProgress.begin(order.checkpoint());
        Object body = format == PictureFormat.ZIP
                ? (StreamingOutput) target -> {
                    try {
                        pictures.archive(lease, order, target);
                        delivered(order, started);
                    } catch (GeneratorUnavailableException e) {
                        ended(Outcome.FAILED, started);
                        // too late for another status: the archive ends early, which every reader notices
                        throw new IOException(e);
                    }
                }
                : pictures.sheet(lease, order);
        if (format == PictureFormat.PNG_GRID) {
            delivered(order, started);
        }
        String file = order.checkpoint().checkpointId() + "-seed" + order.seed() + "." + format.extension();
        return Response.ok(body, format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + FileNames.safe(file) + "\"")
                .build();
    }

    private void delivered(GenerationOrder order, long started) {
        observer.imagesMade(Channel.REST, order.images());
        ended(Outcome.COMPLETED, started);
    }

    private void ended(Outcome outcome, long started) {
        observer.answered(Channel.REST, outcome, Duration.ofNanos(System.nanoTime() - started));
    }
}
