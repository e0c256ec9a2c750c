package io.augmenta.zoo.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What values a hyper-parameter may have. */
sealed interface Domain<T> {

    /** The values allowed, in words. */
    String allowed();

    /** Reads a value, allowed or not; null where the text is none. */
    @Nullable T parse(String text);

    /** Whether a value is allowed. */
    boolean holds(T value);

    /** The value as text that {@link #parse} reads back as the same. */
    String write(T value);

    /** Whole numbers, both ends belonging to them. */
    record Whole(int least, int most) implements Domain<Integer> {
        @Override
        public String allowed() {
            return "a whole number from %d to %d".formatted(least, most);
        }

        @Override
        public @Nullable Integer parse(String text) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }

        @Override
        public boolean holds(Integer value) {
            return value >= least && value <= most;
        }

        @Override
        public String write(Integer value) {
            return value.toString();
        }
    }

    /** A few whole numbers. */
    record OneOfNumbers(List<Integer> values) implements Domain<Integer> {
        public OneOfNumbers {
            values = List.copyOf(values);
        }

        @Override
        public String allowed() {
            return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }

        @Override
        public @Nullable Integer parse(String text) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }

        @Override
        public boolean holds(Integer value) {
            return values.contains(value);
        }

        @Override
        public String write(Integer value) {
            return value.toString();
        }
    }

    /** Numbers from least to most; each end belongs to them or not. */
    record Real(double least, boolean withLeast, double most, boolean withMost) implements Domain<Double> {

        static Real within(double least, double most) {
            return new Real(least, true, most, true);
        }

        static Real fromUpTo(double least, double below) {
            return new Real(least, true, below, false);
        }

        static Real aboveUpTo(double above, double most) {
            return new Real(above, false, most, true);
        }

        @Override
        public String allowed() {
            return "a number %s %s and %s %s"
                    .formatted(
                            withLeast ? "at least" : "above",
                            write(least),
                            withMost ? "at most" : "below",
                            write(most));
        }

        @Override
        public @Nullable Double parse(String text) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }

        @Override
        public boolean holds(Double value) {
            return (withLeast ? value >= least : value > least) && (withMost ? value <= most : value < most);
        }

        @Override
        public String write(Double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e9
                    ? Long.toString(value.longValue())
                    : value.toString();
        }
    }

    /** The constants of an enumeration. */
    record OneOf<T extends Enum<T> & Choice>(Class<T> type) implements Domain<T> {
        @Override
        public String allowed() {
            return Arrays.stream(type.getEnumConstants()).map(Choice::written).collect(Collectors.joining(", "));
        }

        @Override
        public @Nullable T parse(String text) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.written().equals(text))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public boolean holds(T value) {
            return true;
        }

        @Override
        public String write(T value) {
            return value.written();
        }
    }

    /** Any text but none. */
    record Text(String allowed) implements Domain<String> {
        @Override
        public String parse(String text) {
            return text;
        }

        @Override
        public boolean holds(String value) {
            return !value.isBlank();
        }

        @Override
        public String write(String value) {
            return value;
        }
    }
}
