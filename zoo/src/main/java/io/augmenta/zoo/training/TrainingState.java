package io.augmenta.zoo.training;

import java.util.List;
import java.util.Map;

/**
 * A run between two steps, without anything that differs from one machine to the next.
 *
 * @param run what was trained on what
 * @param step generator steps done
 * @param epochSums sums of the losses of the steps of the unfinished epoch; empty between epochs
 * @param epochMeans mean losses of each finished epoch
 * @param learned networks and optimisers
 */
record TrainingState(
        RunIdentity run,
        long step,
        Map<String, Double> epochSums,
        List<Map<String, Double>> epochMeans,
        LearnedState learned) {}
