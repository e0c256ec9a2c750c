package io.augmenta.export;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.export.ExportPlan.Generator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns what is asked for into a plan, by what the log says. Stateless but for the log's state. */
public final class ExportPlanner {
    private static final Comparator<DatasetVersion> BY_AGE =
            Comparator.comparing(DatasetVersion::sealedAt).thenComparing(DatasetVersion::version);

    private final LogState log;

    /** Plans by this state of the log. */
    public ExportPlanner(LogState log) {
        this.log = log;
    }

    /**
     * The plan for a request.
     *
     * @throws UnexportableException if it cannot be met
     */
    public ExportPlan plan(ExportRequest request) throws UnexportableException {
        List<DatasetVersion> versions = versionsOf(datasetOf(request));
        DatasetVersion version = versionOf(request, versions);
        List<SyntheticShare> shares = request.contents().synthetic() ? shares(request, version) : List.of();
        List<Generator> generators = generators(shares, version);
        for (Generator generator : generators) {
            check(generator, version, request);
        }
        return new ExportPlan(
                version,
                versions.indexOf(version) + 1,
                request.contents(),
                request.layout(),
                shares,
                generators,
                request.requests().isEmpty(),
                request.withSources(),
                request.publication());
    }

    private String datasetOf(ExportRequest request) throws UnexportableException {
        TreeSet<String> names =
                log.versions().stream().map(DatasetVersion::name).collect(Collectors.toCollection(TreeSet::new));
        if (names.isEmpty()) {
            throw new UnexportableException("No data set was ever sealed in this log.");
        }
        if (request.dataset().isEmpty()) {
            if (names.size() > 1) {
                throw new UnexportableException("Which data set? There are " + names + ".");
            }
            return names.first();
        }
        String wanted = request.dataset().get();
        if (!names.contains(wanted)) {
            throw new UnexportableException("There is no data set " + wanted + ". There are " + names + ".");
        }
        return wanted;
    }

    private List<DatasetVersion> versionsOf(String dataset) {
        return log.versions().stream()
                .filter(version -> version.name().equals(dataset))
                .sorted(BY_AGE)
                .toList();
    }

    private static DatasetVersion versionOf(ExportRequest request, List<DatasetVersion> versions)
            throws UnexportableException {
        DatasetVersion latest = versions.get(versions.size() - 1);
        if (request.version().isEmpty()) {
            return latest;
        }
        String wanted = request.version().get();
        Optional<DatasetVersion> found = versions.stream()
                .filter(version -> version.version().equals(wanted))
                .findFirst();
        if (found.isEmpty()) {
            throw new UnexportableException("There is no version " + wanted + " of " + latest.name() + ". There are "
                    + versions.stream()
                            .map(version -> version.version() + " (" + version.sealedAt() + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return found.get();
    }

    private List<SyntheticShare> shares(ExportRequest request, DatasetVersion version) throws UnexportableException {
        if (!request.requests().isEmpty()) {
            return named(request.requests(), version);
        }
        Optional<AugmentationPolicy> policy = log.policies().stream()
                .filter(known -> known.dataset().equals(version.name()))
                .max(Comparator.comparing(AugmentationPolicy::setAt));
        if (policy.isEmpty()) {
            throw new UnexportableException(
                    "Data set " + version.name() + " has no policy that says which synthetic images"
                            + " belong to it; name the generation requests to take images of.");
        }
        List<SyntheticShare> shares = SyntheticShares.byPolicy(policy.get(), version, log.steps(), log.releases());
        if (shares.isEmpty() && !request.contents().real()) {
            throw new UnexportableException(
                    "By the policy of " + version.name() + " no synthetic image counts beside version "
                            + version.version() + ": targets are met, or no generator has topped them up yet.");
        }
        return shares;
    }

    private List<SyntheticShare> named(List<String> requests, DatasetVersion version) throws UnexportableException {
        List<GenerationCompleted> answers = new ArrayList<>();
        for (String request : requests.stream().distinct().toList()) {
            GenerationCompleted answer = log.answers().stream()
                    .filter(known -> known.requestId().equals(request))
                    .findFirst()
                    .orElseThrow(() -> new UnexportableException(
                            "The log has no complete answer to a generation request " + request + "."));
            TreeSet<String> others = new TreeSet<>(answer.counts().keySet());
            version.classes().forEach(others::remove);
            if (!others.isEmpty()) {
                throw new UnexportableException("Request " + request + " made images of " + others
                        + ", which are no classes of " + version.key() + ".");
            }
            answers.add(answer);
        }
        return SyntheticShares.of(answers);
    }

    private List<Generator> generators(List<SyntheticShare> shares, DatasetVersion version) {
        return shares.stream()
                .map(SyntheticShare::checkpointId)
                .distinct()
                .map(id -> new Generator(
                        id,
                        log.checkpoints().stream()
                                .filter(checkpoint -> checkpoint.checkpointId().equals(id))
                                .findFirst(),
                        log.releases().standing(version.name(), id)))
                .toList();
    }

    private void check(Generator generator, DatasetVersion version, ExportRequest request)
            throws UnexportableException {
        boolean released = SyntheticShares.released(log.releases(), version.name(), generator.checkpointId());
        if (!released && !request.allowUnreleased()) {
            throw new UnexportableException("Checkpoint " + generator.checkpointId() + " is not released for "
                    + version.name() + ", so its images do not leave; evaluate it first, or say --allow-unreleased.");
        }
        Optional<CheckpointPublished> published = generator.published();
        if (published.isPresent() && !sameShape(published.get(), version)) {
            throw new UnexportableException("Checkpoint " + generator.checkpointId() + " makes images of "
                    + shape(
                            published.get().channels(),
                            published.get().height(),
                            published.get().width())
                    + ", version " + version.key() + " has "
                    + shape(version.channels(), version.height(), version.width()) + ".");
        }
    }

    private static boolean sameShape(CheckpointPublished checkpoint, DatasetVersion version) {
        return checkpoint.channels() == version.channels()
                && checkpoint.height() == version.height()
                && checkpoint.width() == version.width();
    }

    private static String shape(int channels, int height, int width) {
        return width + "×" + height + " pixels in " + channels + (channels == 1 ? " channel" : " channels");
    }
}
