package io.augmenta.ingest;

import io.augmenta.contracts.SplitRule;
import io.augmenta.ingest.folder.ImageFile;
import io.augmenta.ingest.folder.ImageFolder;
import io.augmenta.ingest.reading.ImageLedger;
import io.augmenta.ingest.split.Division;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the owner of a folder should know about the data set that came of it. */
final class Warnings {
    private Warnings() {}

    static List<String> of(ImageFolder folder, ImageLedger ledger, Division division, SplitRule rule) {
        List<String> warnings = new ArrayList<>();
        Set<String> lost = new TreeSet<>();
        folder.files().stream().map(ImageFile::label).forEach(lost::add);
        division.classes().forEach(lost::remove);
        lost.forEach(
                label -> warnings.add("class \"" + label + "\" is not in the data set: none of its files can be used"));
        if (ledger.conflicts() > 0) {
            warnings.add(ledger.conflicts() + " files are kept out: their pixels stand under two labels, in "
                    + ledger.conflicting().size() + " cases");
        }
        if (!division.doubtful().isEmpty()) {
            warnings.add(division.doubtful().size() + " pictures stand under two labels in copies of other sizes or"
                    + " brightness; they are in the data set, on one side of a grouped split: check their labels");
        }
        if (rule == SplitRule.SUPPLIED && ledger.inBothParts() > 0) {
            warnings.add(ledger.inBothParts()
                    + " images are in Training as well as in Testing; they are in the test split only");
        }
        if (division.straddlingGroups() > 0) {
            warnings.add(division.straddlingGroups() + " of " + division.leakGroups()
                    + " groups of near duplicates are in more than one split, so that test scores are flattered;"
                    + " splitRule grouped keeps them together");
        }
        if (!division.withheld().isEmpty()) {
            warnings.add(division.withheld().size()
                    + " new images are kept out: each is a near duplicate of images that are in"
                    + " different splits since an earlier version, and would let a test image be learned from");
        }
        warnings.addAll(division.warnings());
        return warnings;
    }
}
