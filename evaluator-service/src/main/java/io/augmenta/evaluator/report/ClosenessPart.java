package io.augmenta.evaluator.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.Closeness;
import io.augmenta.evaluator.study.StudyImages;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.Withheld;
import io.augmenta.scoring.comparison.FidelityComparison;
import io.augmenta.scoring.comparison.FidelityComparison.Compared;
import io.augmenta.scoring.comparison.FidelityFigures;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.comparison.Space;
import io.augmenta.scoring.diversity.PairwiseSimilarity;
import io.augmenta.scoring.privacy.CopyRate;
import io.augmenta.scoring.privacy.DistanceSpread;
import io.augmenta.scoring.privacy.Match;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.scoring.privacy.Separation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fidelity and privacy in {@code report.json}; what was not computed is null, and {@code left_out} says why. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ClosenessPart(
        String extractor,
        int features,
        @Nullable FidelityPart fidelity,
        @Nullable PrivacyPart privacy,
        @Nullable WithheldPart withheld,
        List<String> leftOut) {

    static ClosenessPart of(StudyResult study) {
        Closeness closeness = study.closeness();
        return new ClosenessPart(
                closeness.extractor(),
                closeness.featureWidth(),
                closeness.fidelity().map(FidelityPart::of).orElse(null),
                closeness
                        .privacy()
                        .map(privacy -> PrivacyPart.of(study.images(), closeness, privacy))
                        .orElse(null),
                WithheldPart.of(closeness.withheld()),
                closeness.leftOut());
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record FidelityPart(long seed, SidesPart overall, Map<String, ClassPart> perClass) {
        static FidelityPart of(FidelityComparison fidelity) {
            Map<String, ClassPart> perClass = new LinkedHashMap<>();
            fidelity.perClass()
                    .forEach((label, ofClass) -> perClass.put(
                            label,
                            new ClassPart(
                                    SidesPart.of(ofClass.fidelity()),
                                    ofClass.similarity().generated(),
                                    ofClass.similarity().floor())));
            return new FidelityPart(fidelity.seed(), SidesPart.of(fidelity.overall()), perClass);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ClassPart(SidesPart distances, PairwiseSimilarity msSsim, PairwiseSimilarity msSsimFloor) {}

    /** Generated images against a half of the real ones, and the other half of the real ones against it. */
    record SidesPart(FidelityFigures generated, FidelityFigures floor) {
        static SidesPart of(Compared<FidelityFigures> compared) {
            return new SidesPart(compared.generated(), compared.floor());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PrivacyPart(
            NearnessPart pixels,
            NearnessPart fingerprints,
            NearnessPart features,
            AreaPart membershipInference,
            double membershipDetectedAtOnePercent,
            int trainingImages) {

        static PrivacyPart of(StudyImages images, Closeness closeness, PrivacyComparison privacy) {
            return new PrivacyPart(
                    NearnessPart.of(images, closeness, privacy, Space.PIXELS),
                    NearnessPart.of(images, closeness, privacy, Space.FINGERPRINTS),
                    NearnessPart.of(images, closeness, privacy, Space.FEATURES),
                    AreaPart.of(privacy.membership().members()),
                    privacy.membership().detectedAtOnePercent(),
                    privacy.trainingImages());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record NearnessPart(
            DistanceSpread generated,
            DistanceSpread heldOut,
            double closerThanAnyHeldOut,
            CopyRate copies,
            AreaPart nearerThanHeldOut,
            List<PairPart> closest) {

        /** A study's images are compared in all spaces. */
        static NearnessPart of(StudyImages images, Closeness closeness, PrivacyComparison privacy, Space space) {
            NearnessToTraining nearness = privacy.in(space).orElseThrow();
            return new NearnessPart(
                    nearness.generated(),
                    nearness.heldOut(),
                    nearness.closerThanAnyHeldOut(),
                    closeness.copies(space, nearness),
                    AreaPart.of(nearness.fromHeldOut()),
                    nearness.closest(PrivacyComparison.PAIRS).stream()
                            .map(match -> PairPart.of(images, match))
                            .toList());
        }
    }

    /** Null where the generator compared none of the images with training images. */
    record WithheldPart(int images, int made, double share) {
        static @Nullable WithheldPart of(Withheld withheld) {
            return withheld.share().isEmpty()
                    ? null
                    : new WithheldPart(
                            withheld.images(), withheld.made(), withheld.share().getAsDouble());
        }
    }

    record AreaPart(double area, double lower, double upper) {
        static AreaPart of(Separation separation) {
            return new AreaPart(
                    separation.area(),
                    separation.interval().low(),
                    separation.interval().high());
        }
    }

    /** Ids are hashes. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PairPart(
            String generatedImage, String trainingImage, double distance, boolean mirrored, int right, int down) {
        static PairPart of(StudyImages images, Match match) {
            return new PairPart(
                    images.generated().get(match.query()).id(),
                    images.real(Split.TRAIN).get(match.reference()).id(),
                    match.distance(),
                    match.variation().mirrored(),
                    match.variation().right(),
                    match.variation().down());
        }
    }
}
