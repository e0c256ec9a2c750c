package io.augmenta.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * A topic that a message channel of this process takes records from.
 *
 * @param topic its name
 * @param group the consumer group of the channel
 */
record IncomingTopic(String topic, String group) {
    private static final Pattern TOPIC_OF_CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.([^.]+)\\.topic");

    /** Those of all channels that the configuration has and does not switch off. */
    static List<IncomingTopic> of(Config configuration) {
        List<IncomingTopic> topics = new ArrayList<>();
        StreamSupport.stream(configuration.getPropertyNames().spliterator(), false)
                .sorted()
                .map(TOPIC_OF_CHANNEL::matcher)
                .filter(Matcher::matches)
                .forEach(channel -> of(configuration, "mp.messaging.incoming." + channel.group(1) + ".")
                        .ifPresent(topics::add));
        return topics;
    }

    private static Optional<IncomingTopic> of(Config configuration, String prefix) {
        boolean enabled = configuration
                .getOptionalValue(prefix + "enabled", Boolean.class)
                .orElse(true);
        Optional<String> group = configuration.getOptionalValue(prefix + "group.id", String.class);
        return enabled
                ? group.map(id -> new IncomingTopic(configuration.getValue(prefix + "topic", String.class), id))
                : Optional.empty();
    }
}
