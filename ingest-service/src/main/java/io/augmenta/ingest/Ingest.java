package io.augmenta.ingest;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.folder.FileSelection;
import io.augmenta.ingest.folder.FolderLayout;
import io.augmenta.ingest.folder.ImageFile;
import io.augmenta.ingest.folder.ImageFolder;
import io.augmenta.ingest.reading.FileReader;
import io.augmenta.ingest.reading.FileReading;
import io.augmenta.ingest.reading.FolderReading;
import io.augmenta.ingest.reading.ImageLedger;
import io.augmenta.ingest.reading.PixelSpill;
import io.augmenta.ingest.reading.ReadImage;
import io.augmenta.ingest.reading.RejectedFile;
import io.augmenta.ingest.split.Division;
import io.augmenta.ingest.split.EarlierVersion;
import io.augmenta.ingest.split.Splitter;
import io.augmenta.ingest.split.VersionId;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One ingest: reads every file once and puts its pixels aside, divides what it read, publishes the images, and seals the
 * version when the log has all of them. Whatever ends it before leaves no version behind.
 */
final class Ingest {
    private final IngestProgress progress;
    private final IngestRequest request;
    private final FileSelection selection;
    private final IngestSettings settings;
    private final DatasetLog log;
    private final IngestObserver observer;
    private final StopSignal stop;
    private final Clock clock;
    private final List<RejectedFile> rejected = new ArrayList<>();

    Ingest(
            IngestProgress progress,
            FileSelection selection,
            IngestSettings settings,
            DatasetLog log,
            IngestObserver observer,
            StopSignal stop,
            Clock clock) {
        this.progress = progress;
        this.request = progress.request();
        this.selection = selection;
        this.settings = settings;
        this.log = log;
        this.observer = observer;
        this.stop = stop;
        this.clock = clock;
    }

    void run() throws IOException, InterruptedException {
        progress.scanning();
        ImageFolder folder = scan();
        try (PixelSpill spill =
                PixelSpill.in(settings.spillFolder(), request.imageSizePixels() * request.imageSizePixels())) {
            ImageLedger ledger = read(folder, spill);
            EarlierVersion earlier = earlier();
            Division division = divide(folder, ledger, earlier);
            String version =
                    VersionId.of(division.images(), request.imageSizePixels(), request.splitRule(), request.seed());
            Optional<DatasetVersion> known = log.find(request.dataset(), version);
            if (known.isEmpty() || known.get().rejected() != rejected.size()) {
                publishRejected();
            }
            if (known.isPresent()) {
                progress.sealed(latestAgain(known.get(), earlier), true);
            } else {
                seal(version, earlier, division, ledger, publish(division, spill));
            }
        }
    }

    /** Images that have left again leave a version that there was before, which then counts once more. */
    private DatasetVersion latestAgain(DatasetVersion known, EarlierVersion latest) throws InterruptedException {
        if (known.version().equals(latest.version())) {
            return known;
        }
        DatasetVersion again = known.sealedAgain(clock.instant());
        log.seal(again);
        return again;
    }

    private ImageFolder scan() throws IOException {
        FolderLayout layout = FolderLayout.of(request.images());
        layout.require(request.splitRule());
        ImageFolder folder = ImageFolder.scan(layout, selection);
        progress.warn(folder.warnings());
        return folder;
    }

    private ImageLedger read(ImageFolder folder, PixelSpill spill) throws IOException, InterruptedException {
        progress.reading(folder.files().size());
        ImageLedger ledger = new ImageLedger(spill);
        FileReader reader = new FileReader(settings.decodeLimits(), request.imageSizePixels());
        new FolderReading(file -> readSettled(reader, file), settings.decodingThreads())
                .read(folder.files(), (file, reading) -> {
                    stop.check();
                    if (reading instanceof ReadImage image) {
                        ledger.enter(file, image);
                        observer.fileRead(image.fileBytes());
                    } else if (reading instanceof RejectedFile refused) {
                        rejected.add(refused);
                        progress.rejected(refused.reason());
                        observer.fileRejected(refused.reason());
                    }
                    progress.read(ledger);
                });
        progress.conflicting(ledger.conflicting());
        observer.filesLeftOut(ledger.duplicates(), ledger.conflicts());
        return ledger;
    }

    /** A file that is being written may decode all the same, as a part of what it is going to be. */
    private FileReading readSettled(FileReader reader, ImageFile file) throws IOException {
        FileReading reading = reader.read(file);
        return selection.unchanged(file) ? reading : RejectedFile.changing(file.source());
    }

    /** What the data set's version before this one decided; later versions keep to it. */
    private EarlierVersion earlier() throws InterruptedException {
        Optional<DatasetVersion> latest = log.latest(request.dataset(), request.splitRule(), request.seed());
        if (latest.isEmpty()) {
            return EarlierVersion.NONE;
        }
        Map<String, EarlierVersion.Known> images = new HashMap<>();
        log.read(latest.get(), image -> {
            stop.check();
            images.put(
                    image.id(),
                    new EarlierVersion.Known(
                            image.split(),
                            Fingerprint.ofBytes(image.fingerprint().toArray())));
        });
        return new EarlierVersion(latest.get().version(), images);
    }

    private Division divide(ImageFolder folder, ImageLedger ledger, EarlierVersion earlier)
            throws InterruptedException {
        try {
            requireImages(folder, ledger);
            Division division = new Splitter(settings.alikeBits())
                    .divide(ledger.images(), request.splitRule(), request.seed(), earlier);
            progress.warn(Warnings.of(folder, ledger, division, request.splitRule()));
            progress.divided(division);
            return division;
        } catch (ImpossibleIngestException e) {
            // why it is impossible may well be that the files cannot be read
            publishRejected();
            throw e;
        }
    }

    private void requireImages(ImageFolder folder, ImageLedger ledger) {
        if (ledger.imageCount() == 0) {
            Set<String> reasons =
                    rejected.stream().map(RejectedFile::reason).collect(Collectors.toCollection(TreeSet::new));
            throw new ImpossibleIngestException(
                    "no-images",
                    "expected images, but of " + folder.files().size() + " files " + rejected.size()
                            + " cannot be read " + reasons + " and " + ledger.conflicts()
                            + " have the same pixels as a file of another class");
        }
    }

    private void publishRejected() throws InterruptedException {
        Acknowledgements acknowledgements = new Acknowledgements(settings.deadLettersInFlight());
        for (RejectedFile file : rejected) {
            stop.check();
            acknowledgements.add(log.reject(progress.id(), request.dataset(), file), () -> {});
        }
        acknowledgements.awaitAll();
    }

    private List<PublishedAt> publish(Division division, PixelSpill spill) throws IOException, InterruptedException {
        progress.publishing();
        return new Publishing(progress, log, observer, stop, settings.publishing()).publish(division.images(), spill);
    }

    private void seal(
            String version, EarlierVersion earlier, Division division, ImageLedger ledger, List<PublishedAt> places)
            throws InterruptedException {
        stop.check();
        DatasetVersion sealed = new DatasetVersion(
                request.dataset(),
                version,
                progress.id(),
                division.classes(),
                1,
                request.imageSizePixels(),
                request.imageSizePixels(),
                request.splitRule(),
                request.seed(),
                division.images().size(),
                ledger.duplicates(),
                rejected.size(),
                ledger.conflicts(),
                division.leakGroups(),
                division.straddlingGroups(),
                division.counts(),
                PublishedAt.ranges(places),
                clock.instant(),
                earlier.version(),
                division.withheld().size());
        log.seal(sealed);
        progress.sealed(sealed, false);
    }
}
