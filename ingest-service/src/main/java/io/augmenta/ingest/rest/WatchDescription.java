package io.augmenta.ingest.rest;

import io.augmenta.contracts.FolderIngested;
import io.augmenta.contracts.FolderWatch;
import io.augmenta.ingest.watch.WatchStatus;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a watched folder stands, for those who ask. */
@Schema(name = "Watch")
public record WatchDescription(
        String dataset,
        String folder,
        int imageSize,
        String splitRule,
        long seed,
        String every,
        String quiet,
        String atLatest,

        @Schema(description = "new, settled, changing, ingesting or blocked")
        String state,

        @Schema(
                description =
                        "Whether it is this process that looks; of several only one does, and only it knows more than that")
        boolean acting,

        @Schema(description = "Files at the latest look") long files,

        @Schema(
                description =
                        "Files of these that are new, changed or gone since the latest ingest; all of them where this"
                                + " process has not ingested yet")
        long filesWaiting,

        @Schema(description = "The ingest under way, see /v1/ingests") @Nullable String ingest,

        @Schema(description = "What keeps the folder from being ingested") @Nullable Blocked problem,

        @Schema(description = "The latest ingest that sealed a version, or found it sealed") @Nullable Ingested latest,

        @Nullable Instant lookedAt,
        @Nullable Instant looksAt,
        Instant setAt) {

    /** What keeps a folder from being ingested. */
    @Schema(name = "WatchProblem")
    public record Blocked(String kind, String detail) {}

    /** What came of a folder. */
    @Schema(name = "WatchIngested")
    public record Ingested(String ingest, String version, long files, Instant at) {}

    static WatchDescription of(WatchStatus status) {
        FolderWatch watch = status.watch();
        FolderIngested latest = status.ingested();
        WatchStatus.Problem problem = status.problem();
        return new WatchDescription(
                watch.dataset(),
                watch.folder(),
                watch.imageSizePixels(),
                watch.splitRule().name().toLowerCase(Locale.ROOT),
                watch.seed(),
                watch.every().toString(),
                watch.quiet().toString(),
                watch.atLatest().toString(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.acting(),
                status.files(),
                status.filesWaiting(),
                status.ingestId(),
                problem == null ? null : new Blocked(problem.kind(), problem.detail()),
                latest == null ? null : new Ingested(latest.ingestId(), latest.version(), latest.files(), latest.at()),
                status.lookedAt(),
                status.looksAt(),
                watch.setAt());
    }
}
