package io.augmenta.evaluator.study;

import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.evaluator.classifier.ClassifierOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which classifiers a study trains. Valid once made.
 *
 * @param order which classifier, with the first seed
 * @param seeds how many times each is trained: with the order's seed, the one after it and so on; 1 to {@value #MOST_SEEDS}
 * @param controls controls beside baseline, generated and mixed
 * @param amounts shares of the generated images that a sweep adds to the real ones, ascending, each above 0 and at most 1
 * @param extractor the network whose features are compared; empty for the baseline classifier
 */
public record StudyPlan(
        ClassifierOrder order, int seeds, Set<DataType> controls, List<Double> amounts, String extractor) {
    /** As many seeds as one has the time for. */
    public static final int MOST_SEEDS = 20;

    private static final int MOST_AMOUNTS = 20;

    /**
     * Checks the plan, and orders the amounts.
     *
     * @throws ImpossibleStudyException when a number is out of its bounds; the message says what is allowed
     */
    public StudyPlan {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new ImpossibleStudyException(
                    "seeds is " + seeds + "; allowed: a whole number from 1 to " + MOST_SEEDS);
        }
        for (double amount : amounts) {
            boolean isShare = amount > 0 && amount <= 1;
            if (!isShare) {
                throw new ImpossibleStudyException("amounts has " + amount
                        + "; allowed: numbers above 0 and at most 1, shares of the generated images");
            }
        }
        if (amounts.size() > MOST_AMOUNTS) {
            throw new ImpossibleStudyException(
                    "amounts has " + amounts.size() + " numbers; allowed: at most " + MOST_AMOUNTS);
        }
        controls = Set.copyOf(controls);
        amounts = amounts.stream().sorted().distinct().toList();
    }

    /** One seed, no controls, no sweep. */
    public static StudyPlan shortest(ClassifierOrder order) {
        return new StudyPlan(order, 1, Set.of(), List.of(), "");
    }

    /**
     * Reads a plan from what a request says.
     *
     * @throws ImpossibleStudyException when there is no such control, or a number is out of its bounds
     */
    public static StudyPlan of(EvaluationSettings settings) {
        Set<DataType> known = EnumSet.noneOf(DataType.class);
        settings.controls().forEach(name -> known.add(control(name)));
        return new StudyPlan(
                new ClassifierOrder(settings.classifier(), settings.parameters(), settings.seed()),
                settings.seeds(),
                known,
                settings.amounts(),
                settings.extractor());
    }

    private static DataType control(String name) {
        return DataType.controls().stream()
                .filter(control -> control.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImpossibleStudyException("There is no control '" + name + "'; there are "
                        + DataType.controls().stream().map(DataType::label).toList()));
    }

    /** Data types that are trained on in whole, in the order of the study's table. */
    public List<DataType> dataTypes() {
        return Stream.of(DataType.values())
                .filter(dataType -> !dataType.isControl() || controls.contains(dataType))
                .toList();
    }

    /**
     * The training sets: the data types, then the points of the sweep. An amount of 1 is mixed itself and is not trained
     * twice.
     */
    public List<Arm> arms() {
        List<Arm> arms = new ArrayList<>(dataTypes().stream().map(Arm::of).toList());
        amounts.stream().filter(amount -> amount < 1).map(Arm::adding).forEach(arms::add);
        return List.copyOf(arms);
    }

    /** What each arm is trained by: the same order with one seed after the other. */
    public List<ClassifierOrder> orders() {
        return IntStream.range(0, seeds)
                .mapToObj(i -> new ClassifierOrder(order.family(), order.parameters(), order.seed() + i))
                .toList();
    }
}
