package io.augmenta.benchmarks.reading;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.eventlog.TopicProvisioner;
import io.augmenta.kafka.embedded.EmbeddedKafka;
import io.augmenta.trainer.TrainingSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Times reading a data set out of Kafka into a training run, in turn with a bare consumer that fetches the same records
 * and looks at none of them. Images are 64×64 grey noise, which nothing can compress; the broker runs in this process.
 */
public final class DatasetReading {

    private static final int SIZE = 64;
    private static final int BATCH_BYTES = 1 << 20;
    private static final List<String> CLASSES = List.of("a", "b", "c", "d");
    private static final int WARM_UP = 1;
    private static final String NAME = "noise";
    private static final String INGEST = "benchmark";

    private DatasetReading() {}

    /**
     * Publishes a data set and reads it again and again.
     *
     * @param arguments how many images, then how many readings are timed
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int images = Integer.parseInt(arguments[0]);
        int readings = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("dataset-reading");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
            DatasetVersion dataset = published(client, images);
            double[] ours = new double[readings];
            double[] bare = new double[readings];
            for (int i = -WARM_UP; i < readings; i++) {
                double read = seconds(() -> read(client, dataset));
                double fetched = seconds(() -> fetch(client, dataset.ranges()));
                if (i >= 0) {
                    ours[i] = read;
                    bare[i] = fetched;
                }
            }
            report("into a training run", images, ours);
            report("bare consumer", images, bare);
        }
    }

    private static void report(String row, int images, double[] seconds) {
        Arrays.sort(seconds);
        double median = seconds[seconds.length / 2];
        double megabytes = (double) images * SIZE * SIZE / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f MB of pixels in %.3f s, %.0f MB/s%n",
                row,
                megabytes,
                median,
                megabytes / median);
    }

    private static double seconds(Runnable work) {
        long before = System.nanoTime();
        work.run();
        return (System.nanoTime() - before) / 1e9;
    }

    private static void read(Map<String, Object> client, DatasetVersion dataset) {
        OffsetRangeReader reader = new OffsetRangeReader(client);
        int read = TrainingSplit.readAll(dataset, (ranges, sink) -> reader.read(ranges, ImageBatch.class, sink))
                .get(Split.TRAIN)
                .size();
        if (read != dataset.images()) {
            throw new IllegalStateException("read %d of %d images".formatted(read, dataset.images()));
        }
    }

    private static void fetch(Map<String, Object> client, List<OffsetRange> ranges) {
        Map<String, Object> properties = new HashMap<>(client);
        // as the event log's reader does: with Kafka's defaults a consumer waits half a second at the end of each
        // partition
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 << 20);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            for (OffsetRange range : ranges) {
                TopicPartition partition = new TopicPartition(range.topic(), range.partition());
                consumer.assign(List.of(partition));
                consumer.seek(partition, range.first());
                long next = range.first();
                while (next < range.endExclusive()) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                        next = record.offset() + 1;
                    }
                }
            }
        }
    }

    private static DatasetVersion published(Map<String, Object> client, int count) throws InterruptedException {
        new TopicProvisioner(client).ensure(List.of(Topics.IMAGE_BATCHES));
        try (EventPublisher publisher = new EventPublisher(client, "/augmenta/benchmark")) {
            List<CompletableFuture<PublishedAt>> sent = new ArrayList<>();
            int imagesPerBatch = BATCH_BYTES / (SIZE * SIZE);
            Random random = new Random(1);
            for (int first = 0; first < count; first += imagesPerBatch) {
                sent.add(publisher.publish(
                        Topics.IMAGE_BATCHES,
                        batch(random, sent.size(), first, Math.min(count, first + imagesPerBatch))));
            }
            publisher.flush();
            return version(
                    count,
                    PublishedAt.ranges(
                            sent.stream().map(CompletableFuture::join).toList()));
        }
    }

    private static ImageBatch batch(Random random, int sequence, int first, int end) {
        List<LabelledImage> images = new ArrayList<>();
        for (int number = first; number < end; number++) {
            byte[] pixels = new byte[SIZE * SIZE];
            random.nextBytes(pixels);
            String id = "%064x".formatted(number);
            String label = CLASSES.get(number % CLASSES.size());
            images.add(new LabelledImage(
                    id, label, Split.TRAIN, id, 1, SIZE, SIZE, Bytes.wrap(pixels), Bytes.empty(), "", null));
        }
        return new ImageBatch(NAME, INGEST, sequence, images);
    }

    private static DatasetVersion version(int images, List<OffsetRange> ranges) {
        List<SplitCount> counts = new ArrayList<>();
        for (int label = 0; label < CLASSES.size(); label++) {
            int ofLabel = (images - label + CLASSES.size() - 1) / CLASSES.size();
            counts.add(new SplitCount(Split.TRAIN, CLASSES.get(label), ofLabel));
        }
        return new DatasetVersion(
                NAME,
                "0123456789abcdef",
                INGEST,
                CLASSES,
                1,
                SIZE,
                SIZE,
                SplitRule.GROUPED,
                1,
                images,
                0,
                0,
                0,
                images,
                0,
                counts,
                ranges,
                Instant.EPOCH);
    }
}
