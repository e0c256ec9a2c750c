package io.augmenta.generator;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/**
 * What the Open Inference Protocol's text asks of a server
 * (https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md).
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class OpenInferenceProtocolTest {
    @Inject
    RunningGenerator generator;

    @Test
    void serverTellsItsHealthAndWhatItIs() {
        given().get("/v2/health/live").then().statusCode(200).body("live", equalTo(true));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        given().get("/v2/health/ready").then().statusCode(200).body("ready", equalTo(true)));
        given().get("/v2")
                .then()
                .statusCode(200)
                .body("name", equalTo("augmenta-generator"))
                .body("version", not(equalTo("")))
                .body("extensions", contains("binary_tensor_data"));
    }

    @Test
    void modelIsARunAndItsVersionsAreTheEpochs() throws Exception {
        generator.publish("v2-run", 3);
        generator.publish("v2-run", 12);

        given().get("/v2/models/v2-run")
                .then()
                .statusCode(200)
                .body("name", equalTo("v2-run"))
                .body("versions", contains("12", "3"))
                .body("platform", equalTo("onnxruntime_onnx"))
                .body("inputs.name", contains("class", "count", "seed", "latent"))
                .body("inputs.datatype", contains("BYTES", "INT64", "INT64", "FP32"))
                .body("inputs[3].shape", contains(-1, 16))
                .body("outputs[0].name", equalTo("image"))
                .body("outputs[0].datatype", equalTo("UINT8"))
                .body("outputs[0].shape", contains(-1, 1, 16, 16));
        given().get("/v2/models/v2-run/versions/3").then().statusCode(200).body("name", equalTo("v2-run"));
        given().get("/v2/models/v2-run-e0003").then().statusCode(200).body("versions", contains("3"));
        given().get("/v2/models/v2-run/versions/4")
                .then()
                .statusCode(404)
                .body("error", containsString("its versions: 12, 3"));
        given().get("/v2/models/nothing").then().statusCode(404).body("error", containsString("no model \"nothing\""));
    }

    @Test
    void modelIsReadyOnceItIsInMemory() throws Exception {
        generator.publish("v2-ready", 1);
        given().get("/v2/models/v2-ready/ready").then().statusCode(400).body("ready", equalTo(false));

        infer("v2-ready", "{\"inputs\": [" + classes("none") + "]}");

        for (String path : List.of("/v2/models/v2-ready/ready", "/v2/models/v2-ready/versions/1/ready")) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .body("name", equalTo("v2-ready"))
                    .body("ready", equalTo(true));
        }
    }

    @Test
    void inferenceGivesTheImagesOfTheSameClassSeedAndIndex() throws Exception {
        CheckpointPublished checkpoint = generator.publish("v2-infer", 2);

        JsonNode response = infer(
                "v2-infer/versions/2",
                "{\"id\": \"42\", \"inputs\": [" + classes("none", "glioma") + ", " + longs("count", 2, 3) + ", "
                        + longs("seed", 11) + "], \"outputs\": [{\"name\": \"image\"}]}");

        assertEquals("v2-infer", response.get("model_name").asText());
        assertEquals("2", response.get("model_version").asText());
        assertEquals("42", response.get("id").asText());
        assertEquals(1, response.get("outputs").size());
        JsonNode image = response.get("outputs").get(0);
        assertEquals("image", image.get("name").asText());
        assertEquals("UINT8", image.get("datatype").asText());
        assertEquals("[5,1,16,16]", image.get("shape").toString());
        assertEquals("true", response.get("parameters").get("synthetic").toString());
        assertEquals(
                checkpoint.generator().sha256(),
                response.get("parameters").get("generator_sha256").asText());
        byte[] numpy = given().contentType("application/json")
                .body("{\"checkpoint\": \"v2-infer-e0002\", \"counts\": {\"none\": 2, \"glioma\": 3}, \"seed\": 11,"
                        + " \"format\": \"npy\"}")
                .post("/v1/generate")
                .asByteArray();
        assertArrayEquals(Arrays.copyOfRange(numpy, numpy.length - 5 * 256, numpy.length), samples(image));
    }

    /** Rows are answered in their order, and images of one class are numbered through. */
    @Test
    void rowsKeepTheirOrder() throws Exception {
        generator.publish("v2-order", 1);
        byte[] glioma = samples(
                output(infer("v2-order", "{\"inputs\": [" + classes("glioma") + ", " + longs("count", 2) + "]}")));
        byte[] none = samples(output(infer("v2-order", "{\"inputs\": [" + longs("class", 0) + "]}")));

        byte[] mixed =
                samples(output(infer("v2-order", "{\"inputs\": [" + classes("glioma", "none", "glioma") + "]}")));

        assertArrayEquals(Arrays.copyOfRange(glioma, 0, 256), Arrays.copyOfRange(mixed, 0, 256));
        assertArrayEquals(none, Arrays.copyOfRange(mixed, 256, 512));
        assertArrayEquals(Arrays.copyOfRange(glioma, 256, 512), Arrays.copyOfRange(mixed, 512, 768));
    }

    @Test
    void latentsMayBeGivenNestedOrFlat() throws Exception {
        generator.publish("v2-latent", 1);
        float[] latents = new float[32];
        Latents.draw(7, new ImageKey(2, 0), latents, 0, 16);
        Latents.draw(7, new ImageKey(1, 0), latents, 16, 16);
        StringJoiner first = new StringJoiner(",");
        StringJoiner second = new StringJoiner(",");
        for (int i = 0; i < 16; i++) {
            first.add(Float.toString(latents[i]));
            second.add(Float.toString(latents[16 + i]));
        }
        String request = "{\"inputs\": [" + longs("class", 2, 1)
                + ", {\"name\": \"latent\", \"datatype\": \"FP32\", \"shape\": [2, 16], \"data\": [%s]}]}";

        byte[] nested = samples(output(infer("v2-latent", request.formatted("[" + first + "], [" + second + "]"))));
        byte[] flat = samples(output(infer("v2-latent", request.formatted(first + ", " + second))));
        byte[] bySeed = samples(
                output(infer("v2-latent", "{\"inputs\": [" + longs("class", 2, 1) + ", " + longs("seed", 7) + "]}")));

        assertArrayEquals(bySeed, nested);
        assertArrayEquals(bySeed, flat);
    }

    @Test
    void errorsSayWhatWasExpected() throws Exception {
        generator.publish("v2-errors", 1);
        refused("nothing to read", "no JSON");
        refused("[]", "an array \"inputs\"");
        refused("{\"inputs\": []}", "of [none, glioma, pituitary]");
        refused("{\"inputs\": [" + classes("meningioma") + "]}", "unknown class \"meningioma\"");
        refused("{\"inputs\": [" + longs("class", 3) + "]}", "from 0 on: none, glioma, pituitary");
        refused("{\"inputs\": [" + classes("none") + ", " + longs("count", 41) + "]}", "1 to 40");
        refused("{\"inputs\": [" + classes("none") + ", " + longs("count", 0) + "]}", "cannot make 0 images");
        refused("{\"inputs\": [" + classes("none") + ", " + longs("count", 1, 2) + "]}", "a count for each");
        refused("{\"inputs\": [" + classes("none") + ", " + longs("width", 1) + "]}", "\"width\"");
        refused("{\"inputs\": [" + classes("none") + "], \"outputs\": [{\"name\": \"sound\"}]}", "no output \"sound\"");
        refused(
                "{\"inputs\": [{\"name\": \"class\", \"datatype\": \"BYTES\", \"shape\": [2], \"data\": [\"none\"]}]}",
                "as many elements");
        refused(
                "{\"inputs\": [" + classes("none")
                        + ", {\"name\": \"latent\", \"datatype\": \"FP32\", \"shape\": [1, 2], \"data\": [0, 0]}]}",
                "expected the shape [1, 16]");
        given().body("{}").post("/v2/models/nothing/infer").then().statusCode(404);
    }

    private static void refused(String body, String reason) {
        given().contentType("application/json")
                .body(body)
                .post("/v2/models/v2-errors/infer")
                .then()
                .statusCode(400)
                .body("error", containsString(reason));
    }

    private static JsonNode infer(String model, String body) throws Exception {
        return new ObjectMapper()
                .readTree(given().contentType("application/json")
                        .body(body)
                        .post("/v2/models/" + model + "/infer")
                        .then()
                        .statusCode(200)
                        .contentType("application/json")
                        .extract()
                        .asString());
    }

    /** https://kserve.github.io/website/docs/concepts/architecture/data-plane/v2-protocol/binary-tensor-data-extension */
    @Test
    void tensorsInBinaryAskForAndGiveTheSameImagesAsInJson() throws Exception {
        generator.publish("v2-binary", 1);
        byte[] expected = samples(output(infer(
                "v2-binary",
                "{\"inputs\": [" + classes("none", "glioma") + ", " + longs("count", 2, 1) + ", " + longs("seed", 11)
                        + "]}")));
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(4).put("none".getBytes(UTF_8)).putInt(6).put("glioma".getBytes(UTF_8));
        data.putInt(2).putInt(1).putLong(11);
        String json = "{\"id\": \"b\", \"inputs\": [" + binary("class", "BYTES", 2, 18) + ", "
                + binary("count", "INT32", 2, 8) + ", " + binary("seed", "INT64", 1, 8)
                + "], \"outputs\": [{\"name\": \"image\", \"parameters\": {\"binary_data\": true}}]}";

        Response response = inferInBinary("v2-binary", json, Arrays.copyOf(data.array(), data.position()));

        assertEquals(200, response.statusCode());
        assertEquals("application/octet-stream", response.contentType());
        byte[] body = response.asByteArray();
        int jsonBytes = Integer.parseInt(response.header("Inference-Header-Content-Length"));
        JsonNode header = new ObjectMapper().readTree(Arrays.copyOf(body, jsonBytes));
        assertEquals("b", header.get("id").asText());
        JsonNode image = output(header);
        assertEquals("[3,1,16,16]", image.get("shape").toString());
        assertEquals(3 * 256, image.get("parameters").get("binary_data_size").asInt());
        assertFalse(image.has("data"));
        assertArrayEquals(expected, Arrays.copyOfRange(body, jsonBytes, body.length));
    }

    @Test
    void latentsInBinaryGiveTheSameImagesAndAnOutputMayDifferFromTheRest() throws Exception {
        generator.publish("v2-latents", 1);
        StringJoiner numbers = new StringJoiner(", ");
        ByteBuffer data = ByteBuffer.allocate(16 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 16; i++) {
            numbers.add(Float.toString(i / 8f - 1));
            data.putFloat(i / 8f - 1);
        }
        byte[] expected = samples(output(infer(
                "v2-latents",
                "{\"inputs\": [" + classes("glioma") + ", {\"name\": \"latent\", \"datatype\": \"FP32\","
                        + " \"shape\": [1, 16], \"data\": [" + numbers + "]}]}")));
        String latent = "{\"name\": \"latent\", \"datatype\": \"FP32\", \"shape\": [1, 16], \"parameters\":"
                + " {\"binary_data_size\": 64}}";
        String all = "{\"parameters\": {\"binary_data_output\": true}, \"inputs\": [" + classes("glioma") + ", "
                + latent + "]";

        Response binary = inferInBinary("v2-latents", all + "}", data.array());
        Response overridden = inferInBinary(
                "v2-latents",
                all + ", \"outputs\": [{\"name\": \"image\", \"parameters\": {\"binary_data\": false}}]}",
                data.array());

        byte[] body = binary.asByteArray();
        assertArrayEquals(expected, Arrays.copyOfRange(body, body.length - 256, body.length));
        assertArrayEquals(expected, samples(output(new ObjectMapper().readTree(overridden.asByteArray()))));
    }

    @Test
    void binaryDataOfAnotherSizeThanToldAreRefused() throws Exception {
        generator.publish("v2-sizes", 1);
        byte[] none = {4, 0, 0, 0, 'n', 'o', 'n', 'e'};
        assertRefused(binary("class", "BYTES", 1, 9), none, "expected binary_data_size of 0 to 8 bytes");
        assertRefused(binary("class", "BYTES", 1, 7), none, "its binary data end within an element");
        assertRefused(binary("class", "FP16", 1, 8), none, "expected BYTES, INT64, INT32 or FP32, got FP16");
        assertRefused(binary("class", "BYTES", 2, 8), none, "got [2] and 1");
        assertRefused(classes("none"), none, "but 8 bytes are left");
        given().header("Inference-Header-Content-Length", "1000")
                .body("{}")
                .post("/v2/models/v2-sizes/infer")
                .then()
                .statusCode(400)
                .body("error", containsString("expected how many of the body's 2 bytes are JSON, got \"1000\""));
    }

    private static void assertRefused(String input, byte[] data, String reason) {
        inferInBinary("v2-sizes", "{\"inputs\": [" + input + "]}", data)
                .then()
                .statusCode(400)
                .body("error", containsString(reason));
    }

    private static Response inferInBinary(String model, String json, byte[] data) {
        byte[] header = json.getBytes(UTF_8);
        byte[] body = Arrays.copyOf(header, header.length + data.length);
        System.arraycopy(data, 0, body, header.length, data.length);
        return given().contentType("application/octet-stream")
                .header("Inference-Header-Content-Length", header.length)
                .body(body)
                .post("/v2/models/" + model + "/infer");
    }

    private static String binary(String name, String datatype, int rows, int bytes) {
        return "{\"name\": \"" + name + "\", \"datatype\": \"" + datatype + "\", \"shape\": [" + rows
                + "], \"parameters\": {\"binary_data_size\": " + bytes + "}}";
    }

    private static JsonNode output(JsonNode response) {
        return response.get("outputs").get(0);
    }

    private static byte[] samples(JsonNode output) {
        byte[] samples = new byte[output.get("data").size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) output.get("data").get(i).asInt();
        }
        return samples;
    }

    private static String classes(String... names) {
        return "{\"name\": \"class\", \"datatype\": \"BYTES\", \"shape\": [" + names.length + "], \"data\": [\""
                + String.join("\", \"", names) + "\"]}";
    }

    private static String longs(String name, long... values) {
        return "{\"name\": \"" + name + "\", \"datatype\": \"INT64\", \"shape\": [" + values.length + "], \"data\": "
                + Arrays.toString(values) + "}";
    }
}
