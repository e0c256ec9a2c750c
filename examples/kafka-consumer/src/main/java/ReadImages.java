import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.SchemaStore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the images of Augmenta's topics with nothing of Augmenta's but its schemas, and prints a line for each: class, split,
 * size, and whether a model made it.
 *
 * <p>{@code ReadImages HOST:PORT SCHEMAS [TOPIC]}, where {@code SCHEMAS} is the folder that {@code augmenta schemas} wrote.
 */
public final class ReadImages {
    /** Avro single-object encoding: C3 01, then eight bytes that name the writer's schema. */
    private static final int HEADER_BYTES = 10;

    public static void main(String[] arguments) throws IOException {
        SchemaStore schemas = schemas(Path.of(arguments[1]));
        String topic = arguments.length > 2 ? arguments[2] : "augmenta.image-batches.v1";
        Map<String, Object> properties = Map.of("bootstrap.servers", arguments[0], "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    print(decode(record.value(), schemas));
                }
            }
        }
    }

    private static SchemaStore schemas(Path folder) throws IOException {
        SchemaStore.Cache schemas = new SchemaStore.Cache();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".avsc")).toList()) {
                schemas.addSchema(new Schema.Parser().parse(file.toFile()));
            }
        }
        return schemas;
    }

    /** A record as it was written. To read all versions of an event alike, give its newest schema as the reader's. */
    private static GenericRecord decode(byte[] value, SchemaStore schemas) throws IOException {
        long fingerprint = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        Schema writer = schemas.findByFingerprint(fingerprint);
        if (writer == null) {
            throw new IOException("no schema with fingerprint " + Long.toHexString(fingerprint) + "; write them anew by"
                    + " 'augmenta schemas'");
        }
        return new GenericDatumReader<GenericRecord>(writer)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
    }

    private static void print(GenericRecord event) {
        if (!event.hasField("images")) {
            System.out.println("# " + event.getSchema().getName());
            return;
        }
        for (Object element : (GenericData.Array<?>) event.get("images")) {
            GenericRecord image = (GenericRecord) element;
            System.out.printf(
                    "%s %s %sx%s %s%n",
                    image.get("label"),
                    image.get("split"),
                    image.get("width"),
                    image.get("height"),
                    image.get("provenance") == null ? "real" : "synthetic");
        }
    }
}
