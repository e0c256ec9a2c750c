package io.augmenta.quickstart.result;

import io.augmenta.contracts.EpochLosses;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Losses as a table: a row for each epoch, a column for each loss, and the seconds. */
final class LossCsv {

    private LossCsv() {}

    /** With a heading; a loss that an epoch does not have is left empty. */
    static String of(List<EpochLosses> history) {
        TreeSet<String> names = history.stream()
                .flatMap(epoch -> epoch.losses().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        StringBuilder csv = new StringBuilder("epoch,").append(String.join(",", names));
        csv.append(names.isEmpty() ? "seconds\n" : ",seconds\n");
        for (EpochLosses epoch : history) {
            csv.append(epoch.epoch()).append(',');
            for (String name : names) {
                Double loss = epoch.losses().get(name);
                csv.append(loss == null ? "" : loss.toString()).append(',');
            }
            csv.append(epoch.seconds()).append('\n');
        }
        return csv.toString();
    }
}
