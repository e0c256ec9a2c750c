package io.augmenta.extraction.head;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limited-memory BFGS (Liu and Nocedal 1989; Nocedal and Wright, Numerical Optimization, algorithm 7.5) for smooth convex
 * functions of thousands of numbers, with a bracketing search for a step that satisfies the weak Wolfe conditions (Burke,
 * Lewis and Overton 2004). Nothing is drawn at random: the same function gives the same minimum. Written here since
 * Hipparchus has none: it offers conjugate gradients, and methods with dense matrices of the size squared.
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MOST_TRIALS = 50;

    private final Objective objective;
    private final Deque<Change> changes = new ArrayDeque<>();
    private double[] point;
    private double[] gradient;
    private double value;
    private int iterations;

    private Lbfgs(Objective objective) {
        this.objective = objective;
        this.point = new double[objective.size()];
        this.gradient = new double[objective.size()];
        this.value = objective.at(point, gradient);
    }

    /** Descends from zero until no entry of the gradient is above the tolerance, nothing gets better, or steps run out. */
    static Lbfgs minimise(Objective objective, double tolerance, int iterations) {
        Lbfgs descent = new Lbfgs(objective);
        while (descent.iterations < iterations && descent.largestSlope() > tolerance && descent.step()) {
            descent.iterations++;
        }
        return descent;
    }

    /** Where the descent ended. */
    double[] point() {
        return point.clone();
    }

    /** The largest entry of the gradient there, by amount. */
    double largestSlope() {
        double largest = 0;
        for (double slope : gradient) {
            largest = Math.max(largest, Math.abs(slope));
        }
        return largest;
    }

    /** Steps taken. */
    int iterations() {
        return iterations;
    }

    private boolean step() {
        double[] direction = direction();
        double slope = dot(direction, gradient);
        if (slope >= 0) {
            return false;
        }
        double[] trialPoint = new double[point.length];
        double[] trialGradient = new double[point.length];
        double shortest = 0;
        double longest = Double.POSITIVE_INFINITY;
        double length = changes.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            for (int i = 0; i < point.length; i++) {
                trialPoint[i] = point[i] + length * direction[i];
            }
            double trialValue = objective.at(trialPoint, trialGradient);
            // written so that a value that is not a number shortens the step too
            if (!(trialValue <= value + SUFFICIENT_DECREASE * length * slope)) {
                longest = length;
            } else if (dot(trialGradient, direction) < CURVATURE * slope) {
                shortest = length;
            } else {
                accept(trialPoint, trialGradient, trialValue);
                return true;
            }
            length = longest == Double.POSITIVE_INFINITY ? 2 * shortest : (shortest + longest) / 2;
        }
        return false;
    }

    private void accept(double[] nextPoint, double[] nextGradient, double nextValue) {
        double[] step = difference(nextPoint, point);
        double[] bend = difference(nextGradient, gradient);
        double curvature = dot(step, bend);
        if (curvature > 0) {
            changes.addLast(new Change(step, bend, curvature));
            if (changes.size() > MEMORY) {
                changes.removeFirst();
            }
        }
        point = nextPoint;
        gradient = nextGradient;
        value = nextValue;
    }

    /** Minus the inverse Hessian, as the last changes show it, times the gradient. */
    private double[] direction() {
        double[] direction = new double[point.length];
        add(direction, gradient, -1);
        Deque<Double> shares = new ArrayDeque<>();
        changes.descendingIterator().forEachRemaining(change -> {
            double share = change.inverseCurvature * dot(change.step, direction);
            add(direction, change.bend, -share);
            shares.addFirst(share);
        });
        if (!changes.isEmpty()) {
            Change last = changes.getLast();
            double scale = 1 / (last.inverseCurvature * dot(last.bend, last.bend));
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (Change change : changes) {
            double share = change.inverseCurvature * dot(change.bend, direction);
            add(direction, change.step, shares.removeFirst() - share);
        }
        return direction;
    }

    private static double[] difference(double[] left, double[] right) {
        double[] difference = left.clone();
        add(difference, right, -1);
        return difference;
    }

    private static void add(double[] target, double[] summand, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * summand[i];
        }
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** How point and gradient changed in one step. */
    private static final class Change {
        private final double[] step;
        private final double[] bend;
        private final double inverseCurvature;

        Change(double[] step, double[] bend, double curvature) {
            this.step = step;
            this.bend = bend;
            this.inverseCurvature = 1 / curvature;
        }
    }
}
