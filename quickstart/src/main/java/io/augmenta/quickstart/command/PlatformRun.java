package io.augmenta.quickstart.command;

import io.augmenta.contracts.Topics;
import io.augmenta.quickstart.platform.OpenRequests;
import io.augmenta.quickstart.platform.Platform;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.Shutdown;
import io.augmenta.quickstart.progress.Displays;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.study.ServiceEndpoints;
import io.augmenta.quickstart.study.StudyFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A platform for as long as a command's work takes: it ends with the work, and also when the process is told to end. Where the work fails, a person learns which log says more and how to go on. For one piece of work.
 */
final class PlatformRun {

    /** The consumer groups that the services take their requests in. */
    private static final String GENERATORS = "augmenta-generator";

    private static final String EVALUATORS = "augmenta-evaluator";

    private final PlatformSettings settings;
    private final WorkKeeping keeping;
    private final Duration patience;
    private final ProgressDisplay progress = Displays.forStandardError();
    private final Platform platform;
    private final long begunNanos = System.nanoTime();
    private volatile @Nullable String broker;

    /**
     * Takes what it needs; nothing runs yet.
     *
     * @param settings of the platform
     * @param keeping its work folder
     * @param patience how long a stage of the work may go without any news
     */
    PlatformRun(PlatformSettings settings, WorkKeeping keeping, Duration patience) {
        this.settings = settings;
        this.keeping = keeping;
        this.patience = patience;
        this.platform = new Platform(settings);
    }

    /** What is done; it has the platform started when it needs it. */
    @FunctionalInterface
    interface Work<T> {
        T get()
                throws CommandFailedException, StudyFailedException, PlatformException, InterruptedException,
                        IOException;
    }

    /**
     * Does the work.
     *
     * @param leaveTaking what is done on Ctrl-C, after the display has ended; it has to end the platform
     * @return what came of it; empty where the process was told to end meanwhile
     * @throws CommandFailedException if it failed; the work folder is kept
     */
    <T> Optional<T> carryOut(Work<T> work, Shutdown.LeaveTaking leaveTaking)
            throws CommandFailedException, IOException {
        Shutdown shutdown = Shutdown.arrange(() -> {
            progress.close();
            leaveTaking.run();
        });
        try (progress;
                platform;
                shutdown) {
            return Optional.of(work.get());
        } catch (StudyFailedException | PlatformException e) {
            if (shutdown.underWay()) {
                return Optional.empty();
            }
            throw new CommandFailedException(
                    String.join(
                            System.lineSeparator(),
                            String.valueOf(e.getMessage()),
                            whereTheLogIs(),
                            "To go on: " + keeping.sameCommandAgain()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Starts broker and services and waits until they are ready. */
    Platform.Addresses start() throws PlatformException, InterruptedException {
        Platform.Addresses addresses = platform.start(progress);
        broker = addresses.bootstrapServers();
        return addresses;
    }

    /**
     * Ends services and broker, so that the next command in the work folder does not begin with the images and the evaluation
     * that this one asked for and waits for no more. Only for work on a broker of its own.
     */
    void closeForGood() throws PlatformException, InterruptedException {
        platform.stopServices();
        String running = broker;
        if (running != null) {
            OpenRequests open = new OpenRequests(running);
            open.withdraw(Topics.GENERATION_REQUESTS, GENERATORS);
            open.withdraw(Topics.EVALUATION_REQUESTS, EVALUATORS);
        }
        platform.close();
    }

    /** Where the work finds the services; it is pointless to go on when the platform is in trouble. */
    ServiceEndpoints endpoints(Platform.Addresses addresses) {
        return endpoints(addresses, platform::trouble);
    }

    /**
     * Where the work finds the services.
     *
     * @param trouble asked a few times per second; says what makes it pointless to go on
     */
    ServiceEndpoints endpoints(Platform.Addresses addresses, Supplier<Optional<String>> trouble) {
        return new ServiceEndpoints(
                Map.of("bootstrap.servers", addresses.bootstrapServers()), addresses.services(), trouble, patience);
    }

    /** A line for people. */
    String whereTheLogIs() {
        return "The log of broker and services is " + settings.logFile();
    }

    Platform platform() {
        return platform;
    }

    ProgressDisplay progress() {
        return progress;
    }

    WorkKeeping keeping() {
        return keeping;
    }

    /** Time since it was made. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }
}
