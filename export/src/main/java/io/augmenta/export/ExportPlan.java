package io.augmenta.export;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.Split;
import java.util.List;
import java.util.Optional;

/**
 * What is exported, and how.
 *
 * @param version the version
 * @param ordinal which of the sealed versions of its name it is, from 1
 * @param contents which images
 * @param layout how splits show
 * @param shares the synthetic images; empty for {@link ExportContents#REAL}
 * @param generators what made them and what was decided on it, one for each checkpoint of the shares
 * @param byPolicy whether the shares are what the data set's policy counts
 * @param withSources whether the table says where real images came from, which may identify a patient
 * @param publication what a person says of it
 */
public record ExportPlan(
        DatasetVersion version,
        int ordinal,
        ExportContents contents,
        SplitLayout layout,
        List<SyntheticShare> shares,
        List<Generator> generators,
        boolean byPolicy,
        boolean withSources,
        Publication publication) {

    /**
     * A checkpoint that made synthetic images.
     *
     * @param checkpointId the checkpoint
     * @param published what its trainer said of it; empty where the log has lost it
     * @param decision the release decision that stands for it and this data set
     */
    public record Generator(
            String checkpointId, Optional<CheckpointPublished> published, Optional<ReleaseDecided> decision) {}

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException where there are shares of synthetic images in an export of real ones
     */
    public ExportPlan {
        shares = List.copyOf(shares);
        generators = List.copyOf(generators);
        if (!contents.synthetic() && !shares.isEmpty()) {
            throw new IllegalArgumentException(
                    "an export of real images has no shares of synthetic ones, got " + shares);
        }
    }

    /** How many images there will be. */
    public long images() {
        return (contents.real() ? version.images() : 0) + syntheticImages();
    }

    /** How many of them are synthetic. */
    public long syntheticImages() {
        return shares.stream().mapToLong(SyntheticShare::images).sum();
    }

    /** The name of a split in folders and tables. */
    static String nameOf(Split split) {
        return switch (split) {
            case TRAIN -> "train";
            case VALIDATION -> "validation";
            case TEST -> "test";
        };
    }
}
