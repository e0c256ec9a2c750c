package io.augmenta.evaluator.study;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.eventlog.ClaimChecks;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Gathers the images of a study from the batches in its offset ranges. Batches of other ingests and requests are passed
 * over, and an image that comes twice counts once, so that redelivered or reordered batches change nothing. For one thread.
 */
public final class StudyImagesCollector {
    private final DatasetVersion version;
    private final EvaluationRequested request;
    private final ClaimChecks claimChecks;
    private final Map<String, LabelledImage> real = new TreeMap<>();
    private final Map<String, LabelledImage> generated = new TreeMap<>();
    private final BitSet answerBatches = new BitSet();

    /**
     * A collector of the images that this request is about.
     *
     * @param claimChecks gives the images of batches that only refer to them
     */
    public StudyImagesCollector(DatasetVersion version, EvaluationRequested request, ClaimChecks claimChecks) {
        this.version = version;
        this.request = request;
        this.claimChecks = claimChecks;
    }

    /** Takes the batch if it belongs to the data set version. */
    public void add(ImageBatch batch) {
        if (batch.dataset().equals(version.name()) && batch.ingestId().equals(version.ingestId())) {
            batch.images().forEach(image -> real.putIfAbsent(image.id(), image));
        }
    }

    /**
     * Takes the batch if it answers the generation request.
     *
     * @throws io.augmenta.eventlog.StoredImagesException if it refers to images that are not to be had
     */
    public void add(SyntheticBatch batch) {
        if (batch.requestId().equals(request.generationRequestId())) {
            claimChecks.images(batch).forEach(image -> generated.putIfAbsent(image.id(), image));
            answerBatches.set(batch.sequence());
        }
    }

    /**
     * The images that were gathered.
     *
     * @throws UnusableImagesException when images are missing, or are not of the data set's shape and classes, or come from
     *     another checkpoint
     */
    public StudyImages finish() {
        if (real.size() != version.images()) {
            throw new UnusableImagesException("Version " + version.version() + " of data set " + version.name()
                    + " has " + version.images() + " images, but its offsets hold " + real.size());
        }
        requireFromCheckpoint();
        requireUnbrokenAnswer();
        Map<Split, List<StudyImage>> splits = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            splits.put(split, studyImages(real, image -> image.split() == split));
        }
        return StudyImages.of(
                version, splits, studyImages(generated, image -> true), Withheld.from(generated.values()));
    }

    /** Else indexes of images that are not here would count as withheld. */
    private void requireUnbrokenAnswer() {
        int missing = answerBatches.nextClearBit(0);
        if (missing < answerBatches.length()) {
            throw new UnusableImagesException("The offsets of generation request " + request.generationRequestId()
                    + " hold its batch " + (answerBatches.length() - 1) + " but not its batch " + missing
                    + "; name all ranges of its GenerationCompleted");
        }
    }

    private void requireFromCheckpoint() {
        for (LabelledImage image : generated.values()) {
            Provenance provenance = image.provenance();
            if (provenance == null || !provenance.checkpointId().equals(request.checkpointId())) {
                throw new UnusableImagesException("Generated image " + image.id() + " should come from checkpoint "
                        + request.checkpointId() + " but comes from "
                        + (provenance == null ? "none" : provenance.checkpointId()));
            }
        }
    }

    private List<StudyImage> studyImages(Map<String, LabelledImage> images, Predicate<LabelledImage> wanted) {
        return images.values().stream().filter(wanted).map(this::studyImage).toList();
    }

    private StudyImage studyImage(LabelledImage image) {
        int label = version.classes().indexOf(image.label());
        if (label < 0) {
            throw new UnusableImagesException("Image " + image.id() + " is of class '" + image.label()
                    + "', but the data set has only " + version.classes());
        }
        if (image.channels() != version.channels()
                || image.height() != version.height()
                || image.width() != version.width()) {
            throw new UnusableImagesException("Image " + image.id() + " has shape ["
                    + image.channels() + ", " + image.height() + ", " + image.width() + "], but the data set's is ["
                    + version.channels() + ", " + version.height() + ", " + version.width() + "]");
        }
        return new StudyImage(image.id(), label, image.leakGroup(), image.pixels());
    }
}
