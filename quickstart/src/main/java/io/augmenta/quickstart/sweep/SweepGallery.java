package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.imaging.RasterImage;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.study.StudyFailedException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers a few images of every model, so that models can be compared place by place. For one thread. */
final class SweepGallery {

    private final DatasetVersion dataset;
    private final ClaimChecks claimChecks;
    private final ProgressDisplay progress;

    SweepGallery(DatasetVersion dataset, ClaimChecks claimChecks, ProgressDisplay progress) {
        this.dataset = dataset;
        this.claimChecks = claimChecks;
        this.progress = progress;
    }

    /** Images by run and then by class, of each run whose model could make any. */
    Map<String, Map<String, List<RasterImage>>> gather(Map<String, CheckpointPublished> models, ImageMaking imageMaking)
            throws StudyFailedException, InterruptedException {
        progress.begin("gallery");
        Map<String, Integer> counts = new LinkedHashMap<>();
        dataset.classes().forEach(label -> counts.put(label, GalleryImages.PER_CLASS));
        GalleryImages images = new GalleryImages(dataset);
        ImageMaking.Made made =
                imageMaking.make("gallery", "gallery", models, counts, batch -> images.add(batch, claimChecks));
        Map<String, Map<String, List<RasterImage>>> gallery = new HashMap<>();
        made.completed().forEach((runId, completed) -> gallery.put(runId, images.generated(completed.requestId())));
        progress.finish("samples of " + gallery.size() + " models");
        return gallery;
    }
}
