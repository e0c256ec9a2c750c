package io.augmenta.quickstart.comparison;

import io.augmenta.extraction.FeatureCache;
import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.extraction.ModelDescription;
import io.augmenta.extraction.OnnxExtractor;
import io.augmenta.extraction.Preprocessing;
import io.augmenta.extraction.UnusableModelException;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import io.augmenta.scoring.comparison.ComparisonListener;
import io.augmenta.scoring.comparison.FidelityComparison;
import io.augmenta.scoring.comparison.ImageSample;
import io.augmenta.scoring.comparison.IntensityComparison;
import io.augmenta.scoring.diversity.ImageTooSmallException;
import io.augmenta.scoring.diversity.PairwiseSimilarity;
import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.ImpossibleFeaturesException;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares folders of images without any service. All images are held in memory at the common size, a byte a pixel, and
 * with an extractor their features, four bytes each. For one thread, which may be interrupted.
 */
public final class FolderScoring {

    private final Plan plan;
    private final ProgressDisplay progress;
    private final BiConsumer<Path, String> unreadable;
    private final Workers workers;
    private final List<String> leftOut = new ArrayList<>();

    /**
     * What is compared, and how.
     *
     * @param real folder of real images; with training images, of such as were held out from training
     * @param generated folder of generated images
     * @param training folder of what the generator was trained on; empty to leave out how near the generated images come
     * @param extractor a network with its description beside it; empty to leave out what needs features
     * @param imageSizePixels edge length that images are brought to
     * @param seed of all drawing
     */
    public record Plan(
            Path real,
            Path generated,
            Optional<Path> training,
            Optional<Path> extractor,
            int imageSizePixels,
            long seed) {}

    /**
     * Takes what it needs.
     *
     * @param progress is told how the work stands; the caller closes it
     * @param unreadable is told files that are no images, and why; they are left out
     * @param workers who computes
     */
    public FolderScoring(Plan plan, ProgressDisplay progress, BiConsumer<Path, String> unreadable, Workers workers) {
        this.plan = plan;
        this.progress = progress;
        this.unreadable = unreadable;
        this.workers = workers;
    }

    /**
     * Reads the folders and compares them, class by class where they have classes.
     *
     * @throws ComparisonException if a folder is missing or holds no image, or the extractor cannot be used
     */
    public FolderScores run() throws ComparisonException {
        if (plan.extractor().isEmpty()) {
            return score(Optional.empty());
        }
        Path model = plan.extractor().get();
        // before the folders are read, which may take long
        try (FeatureExtractor extractor = OnnxExtractor.open(model, workers.threads(), FeatureCache.inMemory(0))) {
            return score(Optional.of(extractor));
        } catch (UnusableModelException | ImpossibleFeaturesException e) {
            throw new ComparisonException(String.valueOf(e.getMessage()), e);
        }
    }

    private FolderScores score(Optional<FeatureExtractor> extractor) throws ComparisonException {
        FolderScores.Folders folders = read();
        List<String> classes = FolderImages.classes(List.of(folders.real(), folders.generated()));
        IntensityComparison intensities = intensities(folders, classes);
        Map<String, FolderScores.Similarity> similarity = similarity(folders, classes);
        Optional<Features> features = extractor.map(network -> features(network, folders));
        Optional<FidelityComparison> fidelity = features.flatMap(known -> fidelity(folders, classes, known));
        Optional<FolderScores.Privacy> privacy = privacy(folders, extractor, features);
        return new FolderScores(folders, method(extractor), intensities, similarity, fidelity, privacy, leftOut);
    }

    private FolderScores.Folders read() throws ComparisonException {
        FolderReader reader = new FolderReader(plan.imageSizePixels(), progress, unreadable);
        FolderImages real = reader.read("real", plan.real());
        FolderImages generated = reader.read("generated", plan.generated());
        if (plan.training().isEmpty()) {
            return new FolderScores.Folders(real, generated, Optional.empty());
        }
        return new FolderScores.Folders(
                real,
                generated,
                Optional.of(reader.read("training", plan.training().get())));
    }

    private FolderScores.Method method(Optional<FeatureExtractor> extractor) {
        return new FolderScores.Method(
                plan.imageSizePixels(),
                plan.seed(),
                extractor.map(network -> new FolderScores.Extractor(
                        network.name(), network.width(), resize(plan.extractor().get()))));
    }

    private static String resize(Path model) {
        Preprocessing preprocessing = ModelDescription.beside(model).preprocessing();
        return preprocessing.resize().name().toLowerCase(Locale.ROOT) + " to " + preprocessing.width() + "×"
                + preprocessing.height();
    }

    private IntensityComparison intensities(FolderScores.Folders folders, List<String> classes) {
        progress.begin("intensities");
        IntensityComparison comparison = IntensityComparison.of(
                classes,
                folders.real().images(),
                folders.real().labels(classes),
                folders.generated().images(),
                folders.generated().labels(classes));
        progress.finish("compared");
        return comparison;
    }

    private Map<String, FolderScores.Similarity> similarity(FolderScores.Folders folders, List<String> classes) {
        progress.begin("similarity");
        Map<String, FolderScores.Similarity> similarity = new LinkedHashMap<>();
        List<String> parts = classes.isEmpty() ? List.of(FolderScores.ALL) : classes;
        for (String part : parts) {
            try {
                similarity.put(
                        part,
                        new FolderScores.Similarity(
                                similarity(folders.generated(), classes, part),
                                similarity(folders.real(), classes, part)));
            } catch (TooFewSamplesException | ImageTooSmallException e) {
                leftOut.add("Likeness within " + (classes.isEmpty() ? "all images" : "class " + part) + ": "
                        + e.getMessage());
            }
        }
        progress.finish(similarity.size() + " of " + parts.size() + (classes.isEmpty() ? " sets" : " classes"));
        return similarity;
    }

    private PairwiseSimilarity similarity(FolderImages from, List<String> classes, String part) {
        List<Integer> labels = from.labels(classes);
        int label = classes.indexOf(part);
        ImageSet images = classes.isEmpty()
                ? from.images()
                : from.images()
                        .chosen(IntStream.range(0, labels.size())
                                .filter(i -> labels.get(i) == label)
                                .toArray());
        return PairwiseSimilarity.of(images, PairwiseSimilarity.PAIRS, plan.seed(), workers);
    }

    /** Features of the images as they are. */
    private record Features(FeatureMatrix real, FeatureMatrix generated, Optional<FeatureMatrix> training) {}

    private Features features(FeatureExtractor extractor, FolderScores.Folders folders) {
        progress.begin("features");
        int total = Stream.concat(Stream.of(folders.real(), folders.generated()), folders.training().stream())
                .mapToInt(FolderImages::count)
                .sum();
        FeatureMatrix real = extractor.features(source(folders.real(), 0, total));
        FeatureMatrix generated =
                extractor.features(source(folders.generated(), folders.real().count(), total));
        Optional<FeatureMatrix> training = folders.training()
                .map(images -> extractor.features(source(
                        images, folders.real().count() + folders.generated().count(), total)));
        progress.finish(extractor.width() + " of each of " + total + " images");
        return new Features(real, generated, training);
    }

    private ImageSetSource source(FolderImages folder, int before, int total) {
        return new ImageSetSource(
                folder.images(), index -> progress.show(Standing.of(before + index, total, "images", "")));
    }

    private Optional<FidelityComparison> fidelity(
            FolderScores.Folders folders, List<String> classes, Features features) {
        progress.begin("fidelity");
        try {
            FidelityComparison comparison = FidelityComparison.of(
                    classes,
                    new ImageSample(folders.real().images(), folders.real().labels(classes), features.real()),
                    new ImageSample(
                            folders.generated().images(), folders.generated().labels(classes), features.generated()),
                    plan.seed(),
                    workers,
                    shown());
            leftOut.addAll(comparison.leftOut());
            progress.finish("compared");
            return Optional.of(comparison);
        } catch (TooFewSamplesException | ImageTooSmallException e) {
            leftOut.add("Distances of features: " + e.getMessage());
            progress.finish("left out");
            return Optional.empty();
        }
    }

    private ComparisonListener shown() {
        return (what, done, steps) -> progress.show(new Standing((double) done / steps, what, null));
    }

    private Optional<FolderScores.Privacy> privacy(
            FolderScores.Folders folders, Optional<FeatureExtractor> extractor, Optional<Features> features) {
        if (folders.training().isEmpty()) {
            leftOut.add("Nearness to training images, copies, membership inference: they need --train.");
        }
        if (extractor.isEmpty()) {
            leftOut.add("Fréchet and kernel distance, precision, recall, density, coverage"
                    + (folders.training().isPresent() ? ", nearness by features" : "") + ": they need --extractor.");
        }
        if (folders.training().isEmpty()) {
            return Optional.empty();
        }
        progress.begin("privacy");
        FolderImages training = folders.training().get();
        PrivacyScoring scoring = new PrivacyScoring(extractor, workers, shown());
        Optional<FolderScores.Privacy> privacy = scoring.score(
                new PrivacyScoring.Images(training.images(), features.flatMap(Features::training)),
                new PrivacyScoring.Images(folders.real().images(), features.map(Features::real)),
                new PrivacyScoring.Images(folders.generated().images(), features.map(Features::generated)));
        if (privacy.isEmpty()) {
            leftOut.add(
                    "Nearness to training images: each real image shows the same picture as a training image, so there"
                            + " is nothing to hold the generated images against. --real has to be held out from training.");
        }
        progress.finish("compared with " + training.count() + " training images");
        return privacy;
    }
}
