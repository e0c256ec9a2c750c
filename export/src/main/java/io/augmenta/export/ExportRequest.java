package io.augmenta.export;

import java.util.List;
import java.util.Optional;

/**
 * What somebody wants exported.
 *
 * @param dataset name of the data set; may be left out where the log has a single one
 * @param version its version; the one that was sealed last where it is left out
 * @param contents which images
 * @param layout how splits show
 * @param requests generation requests whose images are taken in place of those that the policy counts; empty for the policy's
 * @param allowUnreleased whether images of a generator that is not released for the data set may be taken
 * @param withSources whether the table says where real images came from, which may identify a patient
 * @param publication what a person says of it
 */
public record ExportRequest(
        Optional<String> dataset,
        Optional<String> version,
        ExportContents contents,
        SplitLayout layout,
        List<String> requests,
        boolean allowUnreleased,
        boolean withSources,
        Publication publication) {
    /** Copies the list. */
    public ExportRequest {
        requests = List.copyOf(requests);
    }
}
