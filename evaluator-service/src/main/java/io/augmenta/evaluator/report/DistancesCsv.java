package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.StudyImage;
import io.augmenta.evaluator.study.StudyImages;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.comparison.Space;
import io.augmenta.scoring.privacy.Match;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The distances that the privacy figures are computed from: for each image, and each space that it was looked for in, the
 * image that it lies nearest to, how far that is, and how it was changed to come so near.
 */
final class DistancesCsv {
    private static final List<String> HEADER = List.of(
            "images",
            "nearest_among",
            "space",
            "image_id",
            "nearest_image_id",
            "distance",
            "mirrored",
            "right",
            "down");
    private static final String GENERATED = "generated";
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    private DistancesCsv() {}

    /** Empty where privacy was not computed. */
    static Optional<byte[]> of(StudyResult study) throws IOException {
        PrivacyComparison privacy = study.closeness().privacy().orElse(null);
        return privacy == null ? Optional.empty() : Optional.of(CsvFile.of(HEADER, rows(study.images(), privacy)));
    }

    private static Stream<List<Object>> rows(StudyImages images, PrivacyComparison privacy) {
        Stream<List<Object>> toTraining = privacy.nearness().entrySet().stream()
                .flatMap(in -> Stream.concat(
                        rows(
                                images,
                                in.getKey(),
                                GENERATED,
                                TRAIN,
                                in.getValue().ofGenerated()),
                        rows(images, in.getKey(), TEST, TRAIN, in.getValue().ofHeldOut())));
        return Stream.concat(
                toTraining,
                Stream.concat(
                        rows(
                                images,
                                Space.PIXELS,
                                TRAIN,
                                GENERATED,
                                privacy.membership().ofMembers()),
                        rows(
                                images,
                                Space.PIXELS,
                                TEST,
                                GENERATED,
                                privacy.membership().ofNonMembers())));
    }

    private static Stream<List<Object>> rows(
            StudyImages study, Space space, String queries, String references, List<Match> matches) {
        List<StudyImage> sought = images(study, queries);
        List<StudyImage> among = images(study, references);
        return matches.stream()
                .map(match -> List.<Object>of(
                        queries,
                        references,
                        space.label(),
                        sought.get(match.query()).id(),
                        among.get(match.reference()).id(),
                        match.distance(),
                        match.variation().mirrored(),
                        match.variation().right(),
                        match.variation().down()));
    }

    private static List<StudyImage> images(StudyImages study, String name) {
        return switch (name) {
            case TRAIN -> study.real(Split.TRAIN);
            case TEST -> study.real(Split.TEST);
            default -> study.generated();
        };
    }
}
