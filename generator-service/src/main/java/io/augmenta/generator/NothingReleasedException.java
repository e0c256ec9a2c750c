package io.augmenta.generator;

import java.util.List;

/** A released checkpoint is asked for, and it is not clear which, or there is none. */
public final class NothingReleasedException extends ImpossibleRequestException {
    private final transient List<String> datasets;

    private NothingReleasedException(String message, List<String> datasets) {
        super(message);
        this.datasets = List.copyOf(datasets);
    }

    static NothingReleasedException unlessOneDataSet(List<String> datasets) {
        return new NothingReleasedException(
                datasets.isEmpty()
                        ? "no checkpoint is released; evaluate one, or name a checkpoint by its id"
                        : "checkpoints are released for several data sets; ask for one as released:DATASET, of "
                                + datasets,
                datasets);
    }

    static NothingReleasedException forDataSet(String dataset, List<String> datasets) {
        return new NothingReleasedException(
                "no checkpoint is released for data set \"" + dataset + "\"; "
                        + (datasets.isEmpty() ? "none is for any other" : "there is one for " + datasets),
                datasets);
    }

    /** The data sets for which a checkpoint is released. */
    public List<String> datasets() {
        return datasets;
    }
}
