package io.augmenta.deployment;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Asks a service of this host for its health, for container engines that run a program inside the container to know. The images
 * need no shell and no {@code curl}. Kubernetes asks over the network and does not need it.
 *
 * <p>{@code java -cp probe.jar io.augmenta.deployment.HealthProbe [URL]}, or the URL in the environment as {@value #URL_VARIABLE}:
 * the exit status is 0 where the answer is 200, 1 where it is another or none, and 2 where no URL was given.
 */
public final class HealthProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final String URL_VARIABLE = "HEALTH_PROBE_URL";
    private static final int OK = 200;

    private HealthProbe() {}

    /** Asks, says on standard error what is wrong where something is, and ends the process. */
    public static void main(String[] arguments) {
        System.exit(exitStatus(arguments, System.getenv(), System.err));
    }

    static int exitStatus(String[] arguments, Map<String, String> environment, PrintStream errors) {
        String url = arguments.length == 1 ? arguments[0] : environment.get(URL_VARIABLE);
        if (url == null || arguments.length > 1) {
            errors.println("expected one URL to ask, as an argument or in " + URL_VARIABLE);
            return 2;
        }
        try {
            int status = ask(URI.create(url));
            if (status == OK) {
                return 0;
            }
            errors.println(url + " answers " + status + ", not " + OK);
        } catch (IOException | IllegalArgumentException e) {
            errors.println(url + " does not answer: " + e.getMessage());
        }
        return 1;
    }

    private static int ask(URI uri) throws IOException {
        if (!(uri.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("expected an http URL");
        }
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
