package io.augmenta.benchmarks.baseline;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.evaluator.classifier.ClassifierOrder;
import io.augmenta.evaluator.classifier.ModelFolder;
import io.augmenta.evaluator.classifier.OnnxNetworks;
import io.augmenta.evaluator.classifier.TorchClassifierTraining;
import io.augmenta.evaluator.classifier.TrainedClassifier;
import io.augmenta.extraction.FeatureCache;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.IngestQueue;
import io.augmenta.ingest.IngestRequest;
import io.augmenta.ingest.IngestSettings;
import io.augmenta.ingest.IngestState;
import io.augmenta.ingest.IngestStatus;
import io.augmenta.ingest.folder.FolderTree;
import io.augmenta.scoring.classification.ClassificationFigures;
import io.augmenta.scoring.repetition.RepeatedFigure;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.torch.TorchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Trains the evaluator's classifiers on the real training images of a folder, with several seeds, and prints how they do on the
 * real test images: what a study calls its baseline. Images are read, kept apart and split by the ingest service's own code, and
 * the classifier is the evaluator's own; neither broker nor generator takes part.
 */
public final class BaselineAccuracy {

    private static final long FIRST_SEED = 7;

    private final ClassifierOrder order;
    private final int seeds;
    private final TorchClassifierTraining training;

    private BaselineAccuracy(ClassifierOrder order, int seeds, TorchClassifierTraining training) {
        this.order = order;
        this.seeds = seeds;
        this.training = training;
    }

    /**
     * Measures each split rule.
     *
     * @param arguments folder of images, folder of models, classifier, edge length of the images in pixels, seeds, threads,
     *     split rules with commas between them, then settings of the classifier as {@code name=value}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 7; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=", 2);
            parameters.put(setting[0], setting[1]);
        }
        ClassifierOrder order = new ClassifierOrder(arguments[2], parameters, FIRST_SEED);
        int threads = Integer.parseInt(arguments[5]);
        TorchClassifierTraining training = TorchClassifierTraining.load(
                new TorchSettings(TorchSettings.DeviceChoice.CPU, threads),
                new OnnxNetworks(new ModelFolder(Path.of(arguments[1])), FeatureCache.inMemory(256L << 20), threads));
        training.check(order);
        BaselineAccuracy baseline = new BaselineAccuracy(order, Integer.parseInt(arguments[4]), training);
        for (String rule : arguments[6].split(",", -1)) {
            IngestedImages images = ingest(
                    Path.of(arguments[0]),
                    Integer.parseInt(arguments[3]),
                    SplitRule.valueOf(rule.toUpperCase(Locale.ROOT)));
            baseline.measure(rule, images);
        }
    }

    private static IngestedImages ingest(Path folder, int edge, SplitRule rule)
            throws IOException, InterruptedException {
        IngestedImages images = new IngestedImages();
        Path spill = Files.createTempDirectory("baseline-accuracy");
        IngestSettings settings =
                new IngestSettings(1, DecodeLimits.DEFAULT, spill, Fingerprint.ALIKE_DISTANCE, 4 << 20, 4, 1);
        IngestQueue queue = new IngestQueue(settings, images, images, Clock.systemUTC());
        String id = queue.submit(new IngestRequest(
                        folder.toAbsolutePath(), new FolderTree(folder).datasetName(), edge, rule, FIRST_SEED))
                .id();
        IngestStatus status = queue.find(id).orElseThrow();
        while (!status.state().ended()) {
            TimeUnit.MILLISECONDS.sleep(100);
            status = queue.find(id).orElseThrow();
        }
        Files.delete(spill);
        if (status.state() != IngestState.SEALED) {
            throw new IllegalStateException("the images cannot be read: " + status.reason());
        }
        return images;
    }

    private void measure(String rule, IngestedImages images) {
        ImageSource train = images.source(Split.TRAIN);
        ImageSource test = images.source(Split.TEST);
        boolean[] withTwin = withTwin(images);
        List<Run> runs = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            runs.add(run(order.seed() + seed, train, images.source(Split.VALIDATION), test, withTwin));
        }
        System.out.printf(
                Locale.ROOT,
                "%n%s: %d train, %d test images, %d of these with a near duplicate outside the test split, version %s%n",
                rule,
                train.size(),
                test.size(),
                count(withTwin),
                images.version().version());
        print("accuracy on test", runs, run -> run.test().accuracy());
        print("accuracy on train", runs, run -> run.train().accuracy());
        print("recall macro on test", runs, run -> run.test().macro().recall());
        print("precision macro on test", runs, run -> run.test().macro().precision());
        print("F1 macro on test", runs, run -> run.test().macro().f1());
        if (count(withTwin) > 0) {
            print("accuracy on test images without such a twin", runs, Run::accuracyWithoutTwins);
        }
        print("training, seconds", runs, Run::seconds);
    }

    private Run run(long seed, ImageSource train, ImageSource validation, ImageSource test, boolean[] withTwin) {
        ClassifierOrder seeded = new ClassifierOrder(order.family(), order.parameters(), seed);
        try (TrainedClassifier classifier = training.fit(
                seeded,
                train,
                validation,
                epoch -> System.err.printf(
                        Locale.ROOT,
                        "seed %d: epoch %d of %d, loss %.4f, validation %.4f, %.0f images/s%n",
                        seed,
                        epoch.epoch(),
                        epoch.epochs(),
                        epoch.loss(),
                        epoch.validationAccuracy(),
                        epoch.imagesPerSecond()),
                () -> false)) {
            int[] predicted = predicted(classifier, test);
            double seconds = classifier.took().toMillis() / 1e3;
            Run run = new Run(
                    figures(test, predicted),
                    figures(train, predicted(classifier, train)),
                    withoutTwins(test, predicted, withTwin),
                    seconds);
            System.err.printf(
                    Locale.ROOT, "seed %d: test %.4f, %s%n", seed, run.test().accuracy(), classifier.description());
            return run;
        }
    }

    /** Which test images have a near duplicate among those that are trained or validated on. */
    private static boolean[] withTwin(IngestedImages images) {
        Set<String> groups = new HashSet<>();
        images.of(Split.TRAIN).forEach(image -> groups.add(image.leakGroup()));
        images.of(Split.VALIDATION).forEach(image -> groups.add(image.leakGroup()));
        List<LabelledImage> test = images.of(Split.TEST);
        boolean[] withTwin = new boolean[test.size()];
        for (int i = 0; i < withTwin.length; i++) {
            withTwin[i] = groups.contains(test.get(i).leakGroup());
        }
        return withTwin;
    }

    private static ClassificationFigures figures(ImageSource images, int[] predicted) {
        int[] actual = IntStream.range(0, images.size()).map(images::label).toArray();
        return ClassificationFigures.of(images.classes(), actual, predicted);
    }

    private static double withoutTwins(ImageSource test, int[] predicted, boolean[] withTwin) {
        return IntStream.range(0, predicted.length)
                .filter(i -> !withTwin[i])
                .mapToDouble(i -> predicted[i] == test.label(i) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static int[] predicted(TrainedClassifier classifier, ImageSource images) {
        float[][] probabilities = classifier.probabilities(images);
        int[] predicted = new int[probabilities.length];
        for (int i = 0; i < predicted.length; i++) {
            for (int k = 1; k < probabilities[i].length; k++) {
                predicted[i] = probabilities[i][k] > probabilities[i][predicted[i]] ? k : predicted[i];
            }
        }
        return predicted;
    }

    private static long count(boolean[] flags) {
        return IntStream.range(0, flags.length).filter(i -> flags[i]).count();
    }

    private static void print(String name, List<Run> runs, ToDoubleFunction<Run> figure) {
        RepeatedFigure repeated =
                RepeatedFigure.of(runs.stream().mapToDouble(figure).boxed().toList());
        String interval = repeated.interval()
                .map(of -> String.format(Locale.ROOT, "%.4f to %.4f", of.low(), of.high()))
                .orElse("one seed, no interval");
        System.out.printf(Locale.ROOT, "%s: %.4f (%s), seeds %s%n", name, repeated.mean(), interval, repeated.values());
    }

    /**
     * What one seed came to.
     *
     * @param accuracyWithoutTwins on the test images without a near duplicate outside the test split
     * @param seconds of the training
     */
    private record Run(
            ClassificationFigures test, ClassificationFigures train, double accuracyWithoutTwins, double seconds) {}
}
