package io.augmenta.ingest.meters;

import io.augmenta.ingest.watch.WatchObserver;
import io.augmenta.ingest.watch.WatchStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Counts looks at watched folders by what they found, and shows what waits in each, under {@code augmenta_ingest_watch_}. */
@Startup
@ApplicationScoped
class WatchMeters implements WatchObserver {
    private final MeterRegistry registry;
    private final Map<String, WatchStatus> latest = new ConcurrentHashMap<>();
    private final Map<String, List<Meter>> gauges = new ConcurrentHashMap<>();

    WatchMeters(MeterRegistry registry) {
        this.registry = registry;
        for (WatchStatus.State state : WatchStatus.State.values()) {
            looks(state);
        }
    }

    private Counter looks(WatchStatus.State state) {
        return Counter.builder("augmenta.ingest.watch.looks")
                .description("Looks at watched folders, by what they found")
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    @Override
    public void looked(WatchStatus status) {
        looks(status.state()).increment();
        latest.put(status.watch().dataset(), status);
        gauges.computeIfAbsent(status.watch().dataset(), this::show);
    }

    private List<Meter> show(String dataset) {
        return List.of(
                gauge("files", "Files in a watched folder", dataset, WatchStatus::files),
                gauge(
                        "files.waiting",
                        "Files of a watched folder that are new, changed or gone since its latest ingest",
                        dataset,
                        WatchStatus::filesWaiting),
                gauge(
                        "blocked",
                        "1 where something keeps a watched folder from being ingested",
                        dataset,
                        status -> status.problem() == null ? 0 : 1));
    }

    private Gauge gauge(String name, String description, String dataset, ToDoubleFunction<WatchStatus> figure) {
        return Gauge.builder("augmenta.ingest.watch." + name, latest, all -> {
                    WatchStatus status = all.get(dataset);
                    return status == null ? Double.NaN : figure.applyAsDouble(status);
                })
                .description(description)
                .tag("data_set", dataset)
                .register(registry);
    }

    @Override
    public void ended(String dataset) {
        latest.remove(dataset);
        List<Meter> shown = gauges.remove(dataset);
        if (shown != null) {
            shown.forEach(registry::remove);
        }
    }
}
