package io.augmenta.generator.meters;

import io.augmenta.generator.GenerationObserver;
import io.augmenta.generator.LoadedGenerators;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Counts and times what the generator does: {@code augmenta_generation_images_total},
 * {@code augmenta_generation_request_seconds}, {@code augmenta_generation_runs_total},
 * {@code augmenta_generation_withheld_images_total}, {@code augmenta_generation_queue_images} and
 * {@code augmenta_generation_models_loaded}. All series are there from the
 * start, so that rates have something to start from.
 */
@Startup
@ApplicationScoped
class GenerationMeters implements GenerationObserver {
    private static final Duration[] REQUEST_BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    private final Map<Channel, Counter> images = new EnumMap<>(Channel.class);
    private final Map<Channel, Map<Outcome, Timer>> requests = new EnumMap<>(Channel.class);

    GenerationMeters(MeterRegistry registry, LoadedGenerators generators) {
        for (Channel channel : Channel.values()) {
            images.put(
                    channel,
                    Counter.builder("augmenta.generation.images")
                            .description("Synthetic images made")
                            .tag("channel", lowerCase(channel))
                            .register(registry));
            Map<Outcome, Timer> byOutcome = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                byOutcome.put(outcome, requestTimer(registry, channel, outcome));
            }
            requests.put(channel, byOutcome);
        }
        Gauge.builder("augmenta.generation.queue.images", generators, LoadedGenerators::waitingImages)
                .description("Images that wait for a run of their generator")
                .strongReference(true)
                .register(registry);
        Gauge.builder("augmenta.generation.queue.full.ratio", generators, LoadedGenerators::fullestQueue)
                .description("How full the fullest queue for a generator is; when it is full, requests are refused")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("augmenta.generation.runs", generators, LoadedGenerators::runs)
                .description("Runs of generators, which requests share")
                .register(registry);
        FunctionCounter.builder("augmenta.generation.withheld.images", generators, LoadedGenerators::withheldImages)
                .description("Images that were not handed out, since they are near copies of training images")
                .register(registry);
        Gauge.builder("augmenta.generation.models.loaded", generators, LoadedGenerators::open)
                .description("Generators in memory")
                .strongReference(true)
                .register(registry);
    }

    private static Timer requestTimer(MeterRegistry registry, Channel channel, Outcome outcome) {
        return Timer.builder("augmenta.generation.request")
                .description("From taking a generation request to the end of its answer")
                .tag("channel", lowerCase(channel))
                .tag("outcome", lowerCase(outcome))
                .serviceLevelObjectives(REQUEST_BUCKETS)
                .register(registry);
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void imagesMade(Channel channel, int count) {
        Objects.requireNonNull(images.get(channel)).increment(count);
    }

    @Override
    public void answered(Channel channel, Outcome outcome, Duration took) {
        Map<Outcome, Timer> byOutcome = Objects.requireNonNull(requests.get(channel));
        Objects.requireNonNull(byOutcome.get(outcome)).record(took);
    }
}
