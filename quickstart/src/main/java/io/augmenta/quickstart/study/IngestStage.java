package io.augmenta.quickstart.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Has a folder of images read into the log, over the ingest service's REST interface. */
public final class IngestStage {

    private static final int FIRST_ERROR_STATUS = 400;
    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final Duration VERSION_ARRIVES_WITHIN = Duration.ofMinutes(1);

    private final ServiceEndpoints endpoints;
    private final CompactedView<DatasetVersion> datasets;
    private final ProgressDisplay progress;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Uses what it is given and closes none of it.
     *
     * @param endpoints where the services are
     * @param datasets a view that has caught up
     * @param progress is told how the stage stands
     */
    public IngestStage(ServiceEndpoints endpoints, CompactedView<DatasetVersion> datasets, ProgressDisplay progress) {
        this.endpoints = endpoints;
        this.datasets = datasets;
        this.progress = progress;
    }

    /**
     * Has the images read and waits until their version is sealed; images that were read before make the same version.
     *
     * @throws StudyFailedException if the ingest service cannot do it, is gone, or gives no sign of life
     * @throws InterruptedException if the calling thread is interrupted
     */
    public DatasetVersion ingest(ImagesPlan plan) throws StudyFailedException, InterruptedException {
        progress.begin("ingest");
        JsonNode ingested = await(endpoints.ingest().resolve("/v1/ingests/" + start(plan)));
        String key = DatasetVersion.key(
                ingested.path("dataset").asText(), ingested.path("version").asText());
        DatasetVersion dataset = datasets.await(key, VERSION_ARRIVES_WITHIN)
                .orElseThrow(() -> new StudyFailedException(
                        "ingest has ended, but the version " + key + " that it sealed was not published"));
        progress.finish(summary(dataset));
        return dataset;
    }

    private JsonNode await(URI ingest) throws StudyFailedException, InterruptedException {
        Vigil vigil = new Vigil("ingest", endpoints);
        JsonNode before = MissingNode.getInstance();
        JsonNode ingested = ask(ingest);
        while (!ingested.path("state").asText().equals("SEALED")) {
            if (ingested.path("state").asText().equals("FAILED")) {
                throw new StudyFailedException(
                        "ingest failed: " + ingested.path("reason").asText());
            }
            if (!ingested.equals(before)) {
                vigil.sawNews();
                progress.show(standing(ingested));
            }
            progress.tick();
            vigil.check();
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY.toMillis());
            before = ingested;
            ingested = ask(ingest);
        }
        return ingested;
    }

    private static Standing standing(JsonNode ingested) {
        String text = ingested.path("filesRead").asLong() + " of "
                + ingested.path("filesTotal").asLong() + " files, "
                + ingested.path("images").asLong() + " images, "
                + ingested.path("imagesPublished").asLong() + " published";
        return new Standing(ingested.path("fraction").asDouble(), text, null);
    }

    private static String summary(DatasetVersion dataset) {
        StringBuilder summary = new StringBuilder()
                .append(dataset.images())
                .append(" images in ")
                .append(dataset.classes().size())
                .append(" classes");
        appendCount(summary, dataset.duplicates(), "duplicates");
        appendCount(summary, dataset.rejected(), "unreadable");
        appendCount(summary, dataset.conflicts(), "with two labels");
        return summary.append(", version ").append(dataset.version()).toString();
    }

    private static void appendCount(StringBuilder summary, long count, String of) {
        if (count > 0) {
            summary.append(", ").append(count).append(' ').append(of);
        }
    }

    private String start(ImagesPlan plan) throws StudyFailedException, InterruptedException {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("folder", plan.folder().toString());
        order.put("imageSize", plan.imageSizePixels());
        order.put("splitRule", plan.splitRule().name().toLowerCase(Locale.ROOT));
        order.put("seed", plan.seed());
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoints.ingest().resolve("/v1/ingests"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(order)))
                    .build();
            return send(request).path("id").asText();
        } catch (IOException e) {
            throw new StudyFailedException("ingest cannot be asked for: " + e, e);
        }
    }

    private JsonNode ask(URI ingest) throws StudyFailedException, InterruptedException {
        try {
            return send(HttpRequest.newBuilder(ingest).build());
        } catch (IOException e) {
            throw new StudyFailedException("the ingest service gives no answer: " + e, e);
        }
    }

    private JsonNode send(HttpRequest request) throws IOException, StudyFailedException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode answer = json.readTree(response.body());
        if (response.statusCode() >= FIRST_ERROR_STATUS) {
            throw new StudyFailedException("ingest is refused (HTTP status " + response.statusCode() + "): "
                    + answer.path("detail").asText());
        }
        return answer;
    }
}
