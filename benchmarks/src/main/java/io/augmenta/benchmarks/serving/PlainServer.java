package io.augmenta.benchmarks.serving;

import ai.onnxruntime.OrtException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.augmenta.contracts.CheckpointPublished;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * The plainest server of a generator: one ONNX Runtime call per request, PNGs by ImageIO, no batches shared, no queue, nothing
 * said of where an image comes from. It answers what Augmenta answers to {@code /v1/generate?class=…&count=…&seed=…&format=zip}.
 */
public final class PlainServer {

    private final CheckpointPublished checkpoint;
    private final BareRuntime runtime;

    private PlainServer(CheckpointPublished checkpoint, BareRuntime runtime) {
        this.checkpoint = checkpoint;
        this.runtime = runtime;
    }

    /**
     * Serves until it is killed.
     *
     * @param arguments folder of the checkpoint, threads of ONNX Runtime, port, threads that answer requests
     */
    public static void main(String[] arguments) throws IOException, OrtException {
        // without it every answer on a kept connection waits 40 ms for the client's acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Path folder = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[2]);
        CheckpointPublished checkpoint = ServedCheckpoint.in(folder);
        byte[] onnx = ServedCheckpoint.onnx(folder, checkpoint);
        BareRuntime runtime = new BareRuntime(onnx, Integer.parseInt(arguments[1]), checkpoint.latentSize());
        PlainServer plain = new PlainServer(checkpoint, runtime);
        ImageIO.setUseCache(false);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(Integer.parseInt(arguments[3])));
        server.createContext("/v1/generate", plain::answer);
        server.start();
        System.out.println("listening");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = new HashMap<>();
            for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], parts[1]);
            }
            byte[] body = archive(
                    checkpoint.classes().indexOf(query.get("class")),
                    Integer.parseInt(query.get("count")),
                    Long.parseLong(query.get("seed")));
            exchange.getResponseHeaders().set("Content-Type", "application/zip");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream target = exchange.getResponseBody()) {
                target.write(body);
            }
        } catch (OrtException e) {
            throw new IOException(e);
        }
    }

    private byte[] archive(int label, int count, long seed) throws OrtException, IOException {
        Random random = new Random(seed);
        float[] latents = new float[count * checkpoint.latentSize()];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) random.nextGaussian();
        }
        long[] labels = new long[count];
        Arrays.fill(labels, label);
        float[] samples = runtime.run(latents, labels);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (int image = 0; image < count; image++) {
                zip.putNextEntry(new ZipEntry("%06d.png".formatted(image)));
                ImageIO.write(picture(samples, image), "png", zip);
                zip.closeEntry();
            }
        }
        return archive.toByteArray();
    }

    private BufferedImage picture(float[] samples, int image) {
        int height = checkpoint.height();
        int width = checkpoint.width();
        byte[] pixels = new byte[height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round((samples[image * pixels.length + i] + 1) * 127.5f);
        }
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, width, height, pixels);
        return picture;
    }
}
