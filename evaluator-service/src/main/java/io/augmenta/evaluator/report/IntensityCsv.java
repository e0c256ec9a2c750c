package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.StudyImage;
import io.augmenta.evaluator.study.StudyImages;
import io.augmenta.scoring.distribution.IntensityHistogram;
import io.augmenta.scoring.pixels.ImageSet;
import io.augmenta.scoring.pixels.ImageStatistic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the Kolmogorov-Smirnov distances are computed from: a row of statistics for each image, and histograms of pixels. */
final class IntensityCsv {
    private IntensityCsv() {}

    /** Each image of train, test and generated, with its statistics. */
    static byte[] statistics(StudyImages images) throws IOException {
        List<String> header = new ArrayList<>(List.of("images", "image_id", "label"));
        Stream.of(ImageStatistic.values()).map(ImageStatistic::label).forEach(header::add);
        return CsvFile.of(
                header,
                sets(images).entrySet().stream().flatMap(set -> statistics(images, set.getKey(), set.getValue())));
    }

    private static Stream<List<Object>> statistics(StudyImages study, String name, List<StudyImage> images) {
        ImageSet pixels = study.imageSet(images);
        List<double[]> statistics = Stream.of(ImageStatistic.values())
                .map(statistic -> statistic.of(pixels))
                .toList();
        return IntStream.range(0, images.size()).mapToObj(i -> {
            List<Object> row = new ArrayList<>(List.of(
                    name, images.get(i).id(), study.classes().get(images.get(i).label())));
            statistics.forEach(values -> row.add(values[i]));
            return row;
        });
    }

    /** How often each intensity occurs in each class of train, test and generated. */
    static byte[] histograms(StudyImages images) throws IOException {
        return CsvFile.of(
                List.of("images", "label", "intensity", "pixels"),
                sets(images).entrySet().stream()
                        .flatMap(set -> IntStream.range(0, images.classes().size())
                                .boxed()
                                .flatMap(label -> histogram(images, label, set.getKey(), set.getValue()))));
    }

    private static Stream<List<Object>> histogram(StudyImages study, int label, String name, List<StudyImage> images) {
        IntensityHistogram histogram = IntensityHistogram.of(study.imageSet(
                        images.stream().filter(image -> image.label() == label).toList())
                .images());
        return IntStream.range(0, IntensityHistogram.LEVELS)
                .mapToObj(level -> List.<Object>of(name, study.classes().get(label), level, histogram.count(level)));
    }

    private static Map<String, List<StudyImage>> sets(StudyImages images) {
        Map<String, List<StudyImage>> sets = new LinkedHashMap<>();
        sets.put("train", images.real(Split.TRAIN));
        sets.put("test", images.real(Split.TEST));
        sets.put("generated", images.generated());
        return sets;
    }
}
