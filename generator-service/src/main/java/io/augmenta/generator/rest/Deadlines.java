package io.augmenta.generator.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a client waits: {@code 250ms}, {@code 10s}, {@code 2m}, or as ISO 8601 has it ({@code PT10S}). */
public final class Deadlines {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,9})(ms|s|m)");
    private static final Duration LONGEST = Duration.ofDays(1);

    private Deadlines() {}

    /**
     * Reads one.
     *
     * @param text null where the client said nothing
     * @throws InvalidParameterException if it is none, or not above 0 and at most a day
     */
    public static Optional<Duration> parse(@Nullable String text) throws InvalidParameterException {
        if (text == null) {
            return Optional.empty();
        }
        Duration deadline = duration(text);
        if (deadline.isZero() || deadline.isNegative() || deadline.compareTo(LONGEST) > 0) {
            throw InvalidParameterException.deadline(text);
        }
        return Optional.of(deadline);
    }

    private static Duration duration(String text) throws InvalidParameterException {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (!matcher.matches()) {
            try {
                return Duration.parse(text.strip().toUpperCase(Locale.ROOT));
            } catch (DateTimeException e) {
                throw InvalidParameterException.deadline(text);
            }
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
