package io.augmenta.evaluator;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Topics;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.Instruments;
import io.augmenta.evaluator.study.StudyPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what somebody asks for into a request, or says what is possible instead. Thread-safe. */
public final class EvaluationDesk {
    static final String DEFAULT_CLASSIFIER = "compact";
    static final long DEFAULT_SEED = 7;
    static final int DEFAULT_SEEDS = 5;
    private static final List<String> DEFAULT_CONTROLS =
            DataType.controls().stream().map(DataType::label).toList();

    /** Ids stand in addresses and file names. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final Catalogue catalogue;
    private final Instruments instruments;
    private final EvaluationRegistry registry;
    private final EvaluationInbox inbox;

    /**
     * A desk.
     *
     * @param catalogue the data set versions and checkpoints that there are
     * @param instruments know which classifiers and networks there are
     * @param registry takes note of the requests
     * @param inbox takes the requests
     */
    public EvaluationDesk(
            Catalogue catalogue, Instruments instruments, EvaluationRegistry registry, EvaluationInbox inbox) {
        this.catalogue = catalogue;
        this.instruments = instruments;
        this.registry = registry;
        this.inbox = inbox;
    }

    /**
     * Asks for an evaluation.
     *
     * @return the request, which is stored for good
     * @throws ImpossibleEvaluationException when it is not possible; the message says what is
     * @throws io.augmenta.evaluator.classifier.ImpossibleClassifierException when there is no such classifier, setting or
     *     network
     * @throws io.augmenta.evaluator.study.ImpossibleStudyException when there is no such control, or seeds or amounts are
     *     out of their bounds
     * @throws io.augmenta.contracts.InvalidEventException when there is no such rule of a gate, or its limit is out of its
     *     bounds
     */
    public EvaluationRequested submit(EvaluationDraft draft) {
        EvaluationRequested request = request(draft);
        instruments.check(StudyPlan.of(request.settings()));
        request.settings().gate().check(request.settings().controls());
        inbox.ask(request);
        registry.apply(request);
        return request;
    }

    private EvaluationRequested request(EvaluationDraft draft) {
        String dataset = required("dataset", draft.dataset());
        return new EvaluationRequested(
                id(draft.evaluationId()),
                dataset,
                version(dataset, draft.version()),
                checkpoint(required("checkpointId", draft.checkpointId())),
                required("generationRequestId", draft.generationRequestId()),
                ranges(draft.syntheticRanges()),
                settings(draft));
    }

    private static EvaluationSettings settings(EvaluationDraft draft) {
        return new EvaluationSettings(
                Objects.requireNonNullElse(draft.classifier(), DEFAULT_CLASSIFIER),
                Objects.requireNonNullElse(draft.parameters(), Map.of()),
                Objects.requireNonNullElse(draft.seed(), DEFAULT_SEED),
                Objects.requireNonNullElse(draft.seeds(), DEFAULT_SEEDS),
                Objects.requireNonNullElse(draft.controls(), DEFAULT_CONTROLS),
                Objects.requireNonNullElse(draft.amounts(), List.of()),
                Objects.requireNonNullElse(draft.extractor(), ""),
                GateLimits.of(Objects.requireNonNullElse(draft.gate(), Map.of())));
    }

    private static String id(@Nullable String asked) {
        if (asked == null) {
            return "evaluation-" + UUID.randomUUID();
        }
        if (!ID.matcher(asked).matches()) {
            throw new ImpossibleEvaluationException(
                    "evaluationId is '" + asked
                            + "'; it has 1 to 128 letters, digits, dots, hyphens or underscores and begins with a letter or digit");
        }
        return asked;
    }

    private String version(String dataset, @Nullable String asked) {
        List<DatasetVersion> versions = catalogue.datasets().stream()
                .filter(known -> known.name().equals(dataset))
                .toList();
        if (versions.isEmpty()) {
            throw new ImpossibleEvaluationException("There is no data set '" + dataset + "'; there are "
                    + catalogue.datasets().stream()
                            .map(DatasetVersion::name)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        if (asked == null) {
            return versions.stream()
                    .max(Comparator.comparing(DatasetVersion::sealedAt))
                    .map(DatasetVersion::version)
                    .orElseThrow();
        }
        if (versions.stream().noneMatch(known -> known.version().equals(asked))) {
            throw new ImpossibleEvaluationException("Data set '" + dataset + "' has no version '" + asked
                    + "'; it has "
                    + versions.stream().map(DatasetVersion::version).toList());
        }
        return asked;
    }

    private String checkpoint(String asked) {
        if (catalogue.checkpoints().stream()
                .noneMatch(known -> known.checkpointId().equals(asked))) {
            throw new ImpossibleEvaluationException("There is no checkpoint '" + asked + "'; there are "
                    + catalogue.checkpoints().stream()
                            .map(known -> known.checkpointId())
                            .toList());
        }
        return asked;
    }

    private static List<OffsetRange> ranges(@Nullable List<OffsetRange> asked) {
        String topic = Topics.SYNTHETIC_BATCHES.name();
        if (asked == null || asked.isEmpty()) {
            throw new ImpossibleEvaluationException(
                    "syntheticRanges is missing: give the ranges that the completion of the"
                            + " generation request names, each with topic, partition, first, endExclusive");
        }
        for (OffsetRange range : asked) {
            if (!range.topic().equals(topic)) {
                throw new ImpossibleEvaluationException(
                        "syntheticRanges names topic '" + range.topic() + "'; generated images are in " + topic);
            }
        }
        return asked;
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new ImpossibleEvaluationException(field + " is missing; an evaluation needs dataset, checkpointId, "
                    + "generationRequestId and syntheticRanges");
        }
        return value;
    }
}
