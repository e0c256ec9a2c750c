package io.augmenta.quickstart.command;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.ArtifactStores;
import io.augmenta.artifacts.S3Location;
import io.augmenta.artifacts.S3Settings;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.export.Export;
import io.augmenta.export.ExportContents;
import io.augmenta.export.ExportObserver;
import io.augmenta.export.ExportPlan;
import io.augmenta.export.ExportPlanner;
import io.augmenta.export.ExportRequest;
import io.augmenta.export.ExportStoppedException;
import io.augmenta.export.ExportTarget;
import io.augmenta.export.FolderTarget;
import io.augmenta.export.Publication;
import io.augmenta.export.S3Target;
import io.augmenta.export.SplitLayout;
import io.augmenta.export.UnexportableException;
import io.augmenta.quickstart.export.LogImages;
import io.augmenta.quickstart.export.LogReading;
import io.augmenta.quickstart.platform.LogBroker;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.Shutdown;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.quickstart.progress.Displays;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes a data set version as files. */
@Command(
        name = "export",
        description = {
            "Writes a data set version, its synthetic images or both as files: a folder for each class with PNGs, metadata.csv, "
                    + "a data card and a Croissant description, into a folder or a bucket of S3.",
            "",
            "Synthetic images are those that count by the data set's policy (see 'augmenta serve'), or those of the generation "
                    + "requests that --requests names. They are for training, and never in the other splits. Nothing is trained "
                    + "or made; no services run.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "A folder appears when all is written, and nothing is left of an export that fails or is stopped. In a bucket "
                    + Export.DESCRIPTION + " is written last: without it there is no export.",
            "",
            "S3 is reached by the AWS SDK's usual settings (environment, profile, instance), or the properties "
                    + S3Settings.PROPERTIES + "*.",
            "",
            "Examples:",
            "  augmenta export --work kept --to brains-v1",
            "  augmenta export --kafka broker:9092 --dataset brains --what mixed --to s3://bucket/brains --license CC-BY-4.0"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class ExportCommand implements Callable<Integer> {
    private static final long CLEANED_WITHIN_SECONDS = 60;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private final Log log = new Log();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR|s3://BUCKET/PREFIX",
            description = "Where to. What is there is not replaced, see --overwrite.")
    private String to;

    @Option(names = "--dataset", paramLabel = "NAME", description = "The data set. Default: the only one there is.")
    private @Nullable String dataset;

    @Option(
            names = "--dataset-version",
            paramLabel = "ID",
            description = "Its version. Default: the one that was sealed last.")
    private @Nullable String version;

    @Option(
            names = "--what",
            paramLabel = "WHAT",
            defaultValue = "real",
            description = "real, synthetic or mixed. Default: ${DEFAULT-VALUE}.")
    private ExportContents contents;

    @Option(
            names = "--splits",
            paramLabel = "HOW",
            defaultValue = "folders",
            description = "Whether train, validation and test are folders, or only a column of metadata.csv. "
                    + "Default: ${DEFAULT-VALUE}.")
    private SplitLayout layout;

    @Option(
            names = "--requests",
            paramLabel = "ID",
            split = ",",
            description = "Take all images of these generation requests in place of those that count by the policy.")
    private List<String> requests = List.of();

    @Option(
            names = "--allow-unreleased",
            description = "Also take images of generators that are not released for the data set.")
    private boolean allowUnreleased;

    @Option(
            names = "--with-sources",
            description =
                    "Say in metadata.csv where real images came from, by path and name. That may identify patients.")
    private boolean withSources;

    @Option(
            names = "--license",
            paramLabel = "NAME|URL",
            description = "Licence of the images, by its SPDX name or address. Default: said to be unknown.")
    private @Nullable String license;

    @Option(
            names = "--creator",
            paramLabel = "NAME",
            description = "Person or organisation that the data set comes from. Default: said to be unknown.")
    private @Nullable String creator;

    @Option(names = "--url", paramLabel = "URL", description = "A page about the data set.")
    private @Nullable String url;

    @Option(names = "--overwrite", description = "Replace an earlier export there. Nothing else is ever replaced.")
    private boolean overwrite;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            description = "Address of a store other than Amazon's; its buckets stand in the path.")
    private @Nullable URI endpoint;

    /** Where the log is. */
    static final class Log {
        @Option(
                names = "--work",
                paramLabel = "DIR",
                description =
                        "The folder that an earlier command was given by --work; a broker runs here while it is read.")
        private @Nullable Path work;

        @Option(
                names = "--kafka",
                paramLabel = "HOST:PORT",
                description =
                        "Or the broker of running services. Synthetic images that lie in the artifact store are read from "
                                + "where the properties augmenta.artifacts.* say.")
        private @Nullable String kafka;
    }

    @Override
    @SuppressWarnings("try") // the hook is only to be there until the end
    public Integer call() throws CommandFailedException, PlatformException {
        checkOptions();
        Course course = new Course();
        try (ProgressDisplay progress = Displays.forStandardError();
                Shutdown shutdown = Shutdown.arrange(() -> course.stop(progress))) {
            return toTarget(target -> carryOut(target, course, progress));
        } catch (ExportStoppedException e) {
            return FailureReport.FAILED;
        } catch (UnexportableException | IOException | KafkaException e) {
            if (course.stopped.get()) {
                return FailureReport.FAILED;
            }
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (PlatformException e) {
            if (course.stopped.get()) {
                return FailureReport.FAILED;
            }
            throw e;
        } finally {
            course.ended.countDown();
        }
    }

    /** An export to a target that is opened before the log is read, which may take long. */
    @FunctionalInterface
    private interface ToTarget {
        int export(ExportTarget target) throws UnexportableException, IOException, PlatformException;
    }

    private int toTarget(ToTarget export) throws UnexportableException, IOException, PlatformException {
        if (S3Location.isMeantBy(to)) {
            try (S3Client client = s3().connect();
                    ExportTarget target = S3Target.open(client, S3Location.parse(to), overwrite)) {
                return export.export(target);
            }
        }
        try (ExportTarget target = FolderTarget.open(Path.of(to), overwrite)) {
            return export.export(target);
        }
    }

    private int carryOut(ExportTarget target, Course course, ProgressDisplay progress)
            throws UnexportableException, IOException, PlatformException {
        Path work = log.work;
        WorkFolder folder = work == null ? null : WorkFolder.at(work);
        progress.begin("read");
        try (LogBroker broker = LogBroker.open(folder, log.kafka)) {
            ExportPlan plan = new ExportPlanner(LogReading.read(broker.clientProperties(), requests)).plan(request());
            progress.finish("version " + plan.version().key());
            LogImages images = new LogImages(broker.clientProperties(), () -> artifacts(folder));
            progress.begin("export");
            Export.Result result = new Export(plan, images, target, course.observing(progress)).run();
            progress.finish(result.realImages() + result.syntheticImages() + " images");
            print(plan.version(), result);
            return CommandLine.ExitCode.OK;
        }
    }

    private static ArtifactStore artifacts(@Nullable WorkFolder folder) {
        return folder == null ? ArtifactStores.configured(PlatformSettings::saidOutside) : folder.openArtifacts();
    }

    private S3Settings s3() {
        S3Settings said = S3Settings.from(PlatformSettings::saidOutside);
        URI other = endpoint;
        return other == null
                ? said
                : new S3Settings(Optional.of(other), said.region(), true, said.accessKeyId(), said.secretAccessKey());
    }

    private ExportRequest request() {
        return new ExportRequest(
                Optional.ofNullable(dataset),
                Optional.ofNullable(version),
                contents,
                layout,
                requests,
                allowUnreleased,
                withSources,
                new Publication(
                        Optional.ofNullable(license),
                        Optional.ofNullable(creator),
                        Optional.ofNullable(url),
                        Clock.systemUTC().instant()));
    }

    private void checkOptions() {
        Path work = log.work;
        String kafka = log.kafka;
        if (work != null) {
            OptionChecks.requireLog(spec, work);
        }
        if (kafka != null) {
            OptionChecks.requireBroker(spec, kafka);
        }
        if (!requests.isEmpty() && contents == ExportContents.REAL) {
            throw new ParameterException(
                    spec.commandLine(), "--requests names synthetic images, which --what real leaves out");
        }
        if (S3Location.isMeantBy(to)) {
            try {
                S3Location.parse(to);
                s3();
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--to: " + e.getMessage(), e);
            }
        }
        if (withSources) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(
                    "augmenta: --with-sources writes where images came from, which may identify patients; keep the export as"
                            + " you keep the images");
            err.flush();
        }
    }

    private void print(DatasetVersion exported, Export.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "Exported %s: %d real and %d synthetic images, %.1f MB%n",
                exported.key(),
                result.realImages(),
                result.syntheticImages(),
                result.bytes() / 1e6);
        out.println(
                S3Location.isMeantBy(to)
                        ? S3Location.parse(to)
                        : Path.of(to).toAbsolutePath().normalize());
        out.flush();
    }

    /** How the export is stopped: Ctrl-C waits until nothing is left of it. */
    private static final class Course {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final CountDownLatch ended = new CountDownLatch(1);

        ExportObserver observing(ProgressDisplay progress) {
            return new ExportObserver() {
                @Override
                public void exported(long images, long ofImages) {
                    progress.show(Standing.of(images, ofImages, "images", ""));
                }

                @Override
                public boolean stopped() {
                    return stopped.get();
                }
            };
        }

        void stop(ProgressDisplay progress) throws InterruptedException {
            progress.close();
            stopped.set(true);
            if (ended.await(CLEANED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Stopped; nothing of the export is left.");
            } else {
                System.err.println("Stopped while it was written; what is there has no " + Export.DESCRIPTION + ".");
            }
        }
    }
}
