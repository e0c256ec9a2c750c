package io.augmenta.quickstart.command;

import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.quickstart.platform.ServiceSelection;
import io.augmenta.quickstart.platform.WorkFolder;
import io.augmenta.quickstart.verification.FileVerdict;
import io.augmenta.quickstart.verification.FileVerdict.Outcome;
import io.augmenta.quickstart.verification.VerdictsDocument;
import io.augmenta.quickstart.verification.VerificationException;
import io.augmenta.quickstart.verification.VerificationService;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the images of files again and says whether they are the same. */
@Command(
        name = "verify",
        description = {
            "Tells whether synthetic images are what their files say: makes each again from the checkpoint, class,"
                    + " seed and index in its text chunks, and compares every byte.",
            "",
            "Verdicts: 'same'; 'same-pixels', where the file was written anew or its text was changed; 'different';"
                    + " and 'not-verifiable', where the file does not say what it was made from, or the checkpoint is not"
                    + " known. Another kind of processor may round otherwise than the one that made an image, and then"
                    + " finds samples that differ by 1.",
            "",
            "The checkpoint is looked for in a work folder, with a broker and services that run while the command"
                    + " lasts, or by a service that runs.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Exit status: 0 when all are the same, " + VerifyCommand.NOT_THE_SAME + " when one is not.",
            "",
            "Examples:",
            "  augmenta verify --work kept image.png",
            "  augmenta verify --url http://localhost:8080 synthetic --json verdicts.json"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class VerifyCommand implements Callable<Integer> {

    /** Exit status when a file is not what the checkpoint makes. */
    static final int NOT_THE_SAME = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE.png",
            arity = "1..*",
            description = "Single images as the generator delivers them; a folder stands for all PNGs below it.")
    private List<Path> files;

    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(names = "--pixels", description = "Be content with the same pixels.")
    private boolean pixels;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write the verdicts to this file, with all that the images say of themselves.")
    private @Nullable Path json;

    /** Who makes the images. */
    static final class Where {
        @Option(
                names = "--work",
                required = true,
                paramLabel = "DIR",
                description = "The folder that 'train', 'sweep', 'demo' or 'serve' was given by --work.")
        private @Nullable Path work;

        @Option(
                names = "--url",
                required = true,
                paramLabel = "URL",
                description = "Or the address of services that run, such as http://localhost:8080.")
        private @Nullable URI url;
    }

    @Override
    public Integer call() throws CommandFailedException, IOException, InterruptedException {
        List<Path> pictures = pictures();
        URI url = where.url;
        List<FileVerdict> verdicts = new ArrayList<>();
        if (url != null) {
            verify(pictures, serviceAt(url), verdicts);
        } else if (!verifyIn(checkedWork(), pictures, verdicts)) {
            return FailureReport.FAILED;
        }
        leaveDocument(verdicts);
        boolean same = verdicts.stream().map(FileVerdict::outcome).allMatch(this::goodEnough);
        return same ? CommandLine.ExitCode.OK : NOT_THE_SAME;
    }

    private boolean goodEnough(Outcome outcome) {
        return outcome == Outcome.SAME || (pixels && outcome == Outcome.SAME_PIXELS);
    }

    private List<Path> pictures() throws CommandFailedException {
        List<Path> pictures = new ArrayList<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                pictures.add(file);
            } else if (Files.isDirectory(file)) {
                pictures.addAll(below(file));
            } else {
                throw new ParameterException(spec.commandLine(), file + " does not exist");
            }
        }
        return pictures;
    }

    private List<Path> below(Path folder) throws CommandFailedException {
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> pictures = found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".png"))
                    .sorted()
                    .toList();
            if (pictures.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "there is no PNG below " + folder);
            }
            return pictures;
        } catch (IOException e) {
            throw new CommandFailedException("folder " + folder + " cannot be read: " + e, e);
        }
    }

    private VerificationService serviceAt(URI url) {
        String scheme = url.getScheme();
        if (url.getHost() == null || scheme == null || !scheme.matches("https?")) {
            throw new ParameterException(spec.commandLine(), "--url must be like http://localhost:8080, but is " + url);
        }
        return new VerificationService(url);
    }

    private Path checkedWork() {
        Path work = where.work;
        if (work == null) {
            throw new IllegalStateException("picocli demands one of --work and --url");
        }
        OptionChecks.requireFolder(spec, "--work", work);
        if (!Files.isDirectory(WorkFolder.at(work).kafka())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--work " + work
                            + " holds no topics; 'augmenta train --work DIR', 'sweep', 'demo' and 'serve' leave "
                            + "such a folder");
        }
        return work;
    }

    /** @return whether it was done, and not ended before */
    private boolean verifyIn(Path work, List<Path> pictures, List<FileVerdict> verdicts)
            throws CommandFailedException, IOException {
        WorkKeeping keeping = WorkKeeping.of(work, spec);
        WorkFolder folder = keeping.folder();
        PlatformSettings settings = new PlatformSettings(
                folder, List.of(folder.root()), 0, null, false, ServiceSelection.NONE, 1, folder.logFile());
        PlatformRun run = new PlatformRun(settings, keeping, PATIENCE);
        Optional<Boolean> done = run.carryOut(
                () -> {
                    verify(pictures, new VerificationService(run.start().services()), verdicts);
                    return true;
                },
                () -> run.platform().close());
        return done.isPresent();
    }

    private void verify(List<Path> pictures, VerificationService service, List<FileVerdict> verdicts)
            throws CommandFailedException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        for (Path picture : pictures) {
            try {
                FileVerdict verdict = service.verify(picture);
                verdicts.add(verdict);
                out.println(line(verdict));
                out.flush();
            } catch (VerificationException e) {
                throw new CommandFailedException(String.valueOf(e.getMessage()), e);
            }
        }
        long same = verdicts.stream()
                .filter(verdict -> verdict.outcome() == Outcome.SAME)
                .count();
        if (pictures.size() > 1) {
            out.println(same + " of " + pictures.size() + " are the same");
            out.flush();
        }
    }

    private static String line(FileVerdict verdict) {
        return Stream.of(
                        "%-14s".formatted(verdict.outcome().label()),
                        verdict.file().toString(),
                        verdict.origin().isEmpty() ? "" : "(" + verdict.origin() + ")",
                        verdict.explanation())
                .filter(part -> !part.isEmpty())
                .reduce((line, part) -> line + "  " + part)
                .orElseThrow();
    }

    private void leaveDocument(List<FileVerdict> verdicts) throws CommandFailedException {
        Path document = json;
        if (document == null) {
            return;
        }
        try {
            VerdictsDocument.write(verdicts, document);
        } catch (IOException e) {
            throw new CommandFailedException("file " + document + " cannot be written: " + e, e);
        }
    }
}
