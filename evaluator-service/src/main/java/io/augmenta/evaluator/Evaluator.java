package io.augmenta.evaluator;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.InvalidEventException;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.evaluator.classifier.ImpossibleClassifierException;
import io.augmenta.evaluator.release.ReleaseGate;
import io.augmenta.evaluator.report.EvaluationReport;
import io.augmenta.evaluator.study.ImpossibleStudyException;
import io.augmenta.evaluator.study.Instruments;
import io.augmenta.evaluator.study.Study;
import io.augmenta.evaluator.study.StudyImages;
import io.augmenta.evaluator.study.StudyImagesCollector;
import io.augmenta.evaluator.study.StudyPlan;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.UnusableImagesException;
import io.augmenta.eventlog.ClaimChecks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out evaluations, one at a time. An evaluation that was completed once is not done again, and one that is stopped
 * half-way has told nobody a figure: the report is stored before the figures are told, then the decision on the release, and the
 * end is told last.
 */
public final class Evaluator {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);

    /** Reading takes the first of it, storing the report the last. */
    private static final double STUDY_STARTS_AT = 0.02;

    private static final double STUDY_ENDS_AT = 0.98;

    private final Catalogue catalogue;
    private final ImageArchive archive;
    private final Instruments instruments;
    private final ReleaseGate gate;
    private final ArtifactStore artifacts;
    private final EvaluationRegistry registry;
    private final EvaluationLog log;
    private final EvaluationObserver observer;
    private final EvaluationSlot slot;
    private final Duration patience;
    private final Clock clock;

    /**
     * An evaluator.
     *
     * @param catalogue the data set versions and checkpoints that there are
     * @param archive where the images are
     * @param instruments what studies work with
     * @param gate decides whether the evaluated checkpoint is released
     * @param artifacts takes the report, and has the images of large answers
     * @param registry knows which evaluations are completed
     * @param log hears of everything
     * @param observer hears of the ends
     * @param slot where one evaluation at a time is carried out
     * @param patience how long to wait for a data set version or checkpoint that is not known yet
     * @param clock tells the time for the report
     */
    public Evaluator(
            Catalogue catalogue,
            ImageArchive archive,
            Instruments instruments,
            ReleaseGate gate,
            ArtifactStore artifacts,
            EvaluationRegistry registry,
            EvaluationLog log,
            EvaluationObserver observer,
            EvaluationSlot slot,
            Duration patience,
            Clock clock) {
        this.catalogue = catalogue;
        this.archive = archive;
        this.instruments = instruments;
        this.gate = gate;
        this.artifacts = artifacts;
        this.registry = registry;
        this.log = log;
        this.observer = observer;
        this.slot = slot;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Carries out an evaluation. On return its end, good or bad, is stored in the log.
     *
     * @throws EvaluationStoppedException when it was stopped before its end
     */
    public void evaluate(EvaluationRequested request) {
        if (registry.isCompleted(request.evaluationId())) {
            LOG.info("event=evaluation_already_completed evaluation={}", request.evaluationId());
            return;
        }
        slot.enter();
        try {
            carryOutAndTell(request);
        } finally {
            slot.leave();
        }
    }

    private void carryOutAndTell(EvaluationRequested request) {
        try {
            LOG.info("event=evaluation_started evaluation={}", request.evaluationId());
            Evaluation evaluation = carryOut(request);
            tell(evaluation);
            LOG.info(
                    "event=evaluation_completed evaluation={} decision={} seconds={}",
                    request.evaluationId(),
                    evaluation.release().decision().name().toLowerCase(Locale.ROOT),
                    evaluation.took().toSeconds());
        } catch (EvaluationStoppedException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            EvaluationStoppedException stopped = new EvaluationStoppedException();
            stopped.initCause(e);
            throw stopped;
        } catch (IOException | RuntimeException e) {
            // what fails because the service stops is no fault of the request's
            slot.check();
            tellFailure(request, e);
        }
    }

    private Evaluation carryOut(EvaluationRequested request) throws InterruptedException {
        Instant start = clock.instant();
        StudyPlan plan = StudyPlan.of(request.settings());
        instruments.check(plan);
        checkGate(request);
        DatasetVersion version = findDataset(request);
        CheckpointPublished checkpoint = findCheckpoint(request);
        StudyImages images = read(request, version);
        StudyResult study = Study.run(
                instruments,
                images,
                plan,
                (stage, fraction, message) -> progress(
                        request, stage, STUDY_STARTS_AT + fraction * (STUDY_ENDS_AT - STUDY_STARTS_AT), message),
                slot::closed);
        List<MetricMeasured> metrics = EvaluationMetrics.of(request, study);
        ReleaseDecided release = gate.decide(request, metrics);
        Instant end = clock.instant();
        return new Evaluation(request, version, checkpoint, study, metrics, release, end, Duration.between(start, end));
    }

    private static void checkGate(EvaluationRequested request) {
        try {
            request.settings().gate().check(request.settings().controls());
        } catch (InvalidEventException e) {
            throw new ImpossibleEvaluationException(String.valueOf(e.getMessage()), e);
        }
    }

    private DatasetVersion findDataset(EvaluationRequested request) throws InterruptedException {
        return catalogue
                .dataset(request.dataset(), request.version(), patience)
                .orElseThrow(() -> new ImpossibleEvaluationException("There is no version " + request.version()
                        + " of a data set " + request.dataset() + "; there are "
                        + catalogue.datasets().stream().map(DatasetVersion::key).toList()));
    }

    private CheckpointPublished findCheckpoint(EvaluationRequested request) throws InterruptedException {
        return catalogue
                .checkpoint(request.checkpointId(), patience)
                .orElseThrow(() -> new ImpossibleEvaluationException("There is no checkpoint " + request.checkpointId()
                        + "; there are "
                        + catalogue.checkpoints().stream()
                                .map(CheckpointPublished::checkpointId)
                                .toList()));
    }

    private StudyImages read(EvaluationRequested request, DatasetVersion version) {
        progress(request, "read-images", 0, "images of " + version.key());
        StudyImagesCollector collector = new StudyImagesCollector(version, request, new ClaimChecks(artifacts));
        archive.readReal(version.ranges(), collector);
        progress(request, "read-images", STUDY_STARTS_AT / 2, "generated images of " + request.checkpointId());
        archive.readGenerated(request.syntheticRanges(), collector);
        return collector.finish();
    }

    private void tell(Evaluation evaluation) throws IOException {
        EvaluationRequested request = evaluation.request();
        progress(request, "store-report", STUDY_ENDS_AT, "report");
        Map<String, ArtifactReference> report = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : EvaluationReport.files(evaluation).entrySet()) {
            report.put(file.getKey(), reference(artifacts.put(file.getValue())));
        }
        EvaluationCompleted completed = new EvaluationCompleted(request.evaluationId(), report);
        log.completed(evaluation.metrics(), evaluation.release(), completed);
        registry.completedHere(request.evaluationId());
        observer.completed(evaluation);
    }

    private void tellFailure(EvaluationRequested request, Exception failure) {
        if (isRefusal(failure)) {
            LOG.warn(
                    "event=evaluation_refused evaluation={} reason=\"{}\"",
                    request.evaluationId(),
                    failure.getMessage());
        } else {
            LOG.error("event=evaluation_failed evaluation={}", request.evaluationId(), failure);
        }
        EvaluationFailed failed = new EvaluationFailed(request.evaluationId(), String.valueOf(failure.getMessage()));
        log.failed(failed);
        observer.failed();
    }

    /** The request or its images are at fault, not this program. */
    private static boolean isRefusal(Exception failure) {
        return failure instanceof ImpossibleEvaluationException
                || failure instanceof ImpossibleClassifierException
                || failure instanceof ImpossibleStudyException
                || failure instanceof UnusableImagesException;
    }

    private void progress(EvaluationRequested request, String stage, double fraction, String message) {
        slot.check();
        log.progressed(new EvaluationProgressed(request.evaluationId(), stage, fraction, message));
    }

    private static ArtifactReference reference(Artifact artifact) {
        return new ArtifactReference(artifact.uri(), artifact.sha256(), artifact.sizeBytes());
    }
}
