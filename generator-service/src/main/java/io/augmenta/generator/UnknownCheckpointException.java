package io.augmenta.generator;

import io.augmenta.contracts.CheckpointPublished;
import java.util.List;

/** No checkpoint of this id has been published. */
public final class UnknownCheckpointException extends ImpossibleRequestException {
    /** So that the answer stays readable after years of training. */
    private static final int LISTED_AT_MOST = 20;

    private final transient List<String> knownIds;

    UnknownCheckpointException(String checkpointId, List<CheckpointPublished> newestFirst) {
        super("unknown checkpoint \"" + checkpointId + "\"; " + describe(newestFirst));
        this.knownIds = listed(newestFirst);
    }

    /** Ids of the newest checkpoints, the newest first; not all of them where there are many. */
    public List<String> knownIds() {
        return knownIds;
    }

    private static String describe(List<CheckpointPublished> newestFirst) {
        if (newestFirst.isEmpty()) {
            return "none has been published yet, train one first";
        }
        int more = newestFirst.size() - LISTED_AT_MOST;
        return "known, newest first: " + String.join(", ", listed(newestFirst))
                + (more > 0 ? " and " + more + " older ones" : "");
    }

    private static List<String> listed(List<CheckpointPublished> newestFirst) {
        return newestFirst.stream()
                .limit(LISTED_AT_MOST)
                .map(CheckpointPublished::checkpointId)
                .toList();
    }
}
