package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.zoo.random.RandomStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each arm of a study learns from: real images first, then what is added to them. All choices are drawn from the seed of
 * the plan and are the same for all its classifiers, so that these differ in their own randomness only.
 */
final class TrainingSets {
    private final StudyImages images;
    private final long seed;

    private TrainingSets(StudyImages images, long seed) {
        this.images = images;
        this.seed = seed;
    }

    /**
     * All training sets of a plan, in its order.
     *
     * @throws UnusableImagesException when a control has nothing to copy
     */
    static Map<Arm, List<StudyImage>> of(StudyImages images, StudyPlan plan) {
        TrainingSets sets = new TrainingSets(images, plan.order().seed());
        Map<Arm, List<StudyImage>> all = new LinkedHashMap<>();
        plan.arms().forEach(arm -> all.put(arm, sets.of(arm)));
        return all;
    }

    private List<StudyImage> of(Arm arm) {
        Double amount = arm.amount();
        return switch (arm.dataType()) {
            case BASELINE -> images.real(Split.TRAIN);
            case GENERATED -> images.generated();
            case MIXED -> withReal(amount == null ? images.generated() : someGenerated(amount));
            case REPEATED -> withReal(repeats());
            case CLASSIC -> withReal(ClassicCopies.of(images, repeats(), seed));
        };
    }

    private List<StudyImage> withReal(List<StudyImage> added) {
        return Stream.concat(images.real(Split.TRAIN).stream(), added.stream()).toList();
    }

    /** Of each class the first ones of a random order, so that a smaller amount is part of every larger one. */
    private List<StudyImage> someGenerated(double amount) {
        List<StudyImage> some = new ArrayList<>();
        for (int label = 0; label < images.classes().size(); label++) {
            List<StudyImage> ofClass = ofClass(images.generated(), label);
            int[] order = RandomStream.of(seed, "sweep", label).permutation(ofClass.size());
            long wanted = Math.max(Math.min(1, ofClass.size()), Math.round(amount * ofClass.size()));
            for (int i = 0; i < wanted; i++) {
                some.add(ofClass.get(order[i]));
            }
        }
        return some;
    }

    /** Of each class as many real images as there are generated ones; none comes twice before all have come once. */
    private List<StudyImage> repeats() {
        List<StudyImage> repeats = new ArrayList<>();
        for (int label = 0; label < images.classes().size(); label++) {
            repeats.addAll(repeats(label, ofClass(images.generated(), label).size()));
        }
        return repeats;
    }

    private List<StudyImage> repeats(int label, int wanted) {
        List<StudyImage> real = ofClass(images.real(Split.TRAIN), label);
        if (wanted > 0 && real.isEmpty()) {
            throw new UnusableImagesException("Class " + images.classes().get(label) + " has " + wanted
                    + " generated images but no real train image that a control could repeat; ask for no controls");
        }
        List<StudyImage> repeats = new ArrayList<>();
        for (int round = 0; repeats.size() < wanted; round++) {
            int[] order = RandomStream.of(seed, "repeats-" + label, round).permutation(real.size());
            for (int i = 0; i < order.length && repeats.size() < wanted; i++) {
                repeats.add(real.get(order[i]));
            }
        }
        return repeats;
    }

    private static List<StudyImage> ofClass(List<StudyImage> of, int label) {
        return of.stream().filter(image -> image.label() == label).toList();
    }
}
