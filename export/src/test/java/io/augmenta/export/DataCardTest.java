package io.augmenta.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCardTest {

    private static String card(Optional<ReleaseDecided> decision) {
        ExportPlan like = Samples.plan(ExportContents.MIXED, SplitLayout.FOLDERS, List.of(Samples.share("topup-1", 3)));
        ExportPlan plan = new ExportPlan(
                like.version(),
                like.ordinal(),
                like.contents(),
                like.layout(),
                like.shares(),
                List.of(new ExportPlan.Generator(Samples.CHECKPOINT, Optional.empty(), decision)),
                true,
                false,
                new Publication(
                        Optional.of("CC-BY-4.0"), Optional.of("A \"clinic\""), Optional.empty(), Instant.EPOCH));
        Tally tally = new Tally();
        Samples.realImages().forEach(tally::add);
        for (int i = 0; i < 3; i++) {
            tally.add(Samples.synthetic("glioma", 7, i));
        }
        LabelledImage other = Samples.synthetic("no/tumor", 7, 0);
        tally.add(other);
        return new DataCard(plan, tally).text();
    }

    private static ReleaseDecided decision(ReleaseDecision decided, String by) {
        return new ReleaseDecided(
                "d",
                "brains",
                "v1",
                Samples.CHECKPOINT,
                "evaluation-9",
                decided,
                List.of(new GateFinding("most-copied", "privacy", 0.25, 0.01, false, "too many")),
                by,
                by.equals(ReleaseDecided.POLICY) ? null : "I know better",
                Instant.EPOCH,
                List.of("most-fid"));
    }

    @Test
    void countsAreToldByClassSplitAndOrigin() {
        String card = card(Optional.empty());

        assertTrue(card.contains("| glioma | 5 | 3 | 2 | 3 |"), card);
        assertTrue(card.contains("| no/tumor | 5 | 1 | 2 | 3 |"), card);
        assertTrue(card.contains("In all 20 real and 4 synthetic."), card);
    }

    @Test
    void theHeadIsWhatHuggingFaceReads() {
        String card = card(Optional.empty());

        assertTrue(card.startsWith("---\npretty_name: \"brains\"\nlicense: \"CC-BY-4.0\"\n"), card);
        assertTrue(card.contains("size_categories:\n- n<1K\n"), card);
        assertEquals(2, card.lines().filter(line -> line.equals("---")).count());
    }

    @Test
    void theDecisionIsToldWithItsFindingsAndWithoutThePersonsName() {
        String byPolicy = card(Optional.of(decision(ReleaseDecision.RELEASED, ReleaseDecided.POLICY)));
        String byPerson = card(Optional.of(decision(ReleaseDecision.RELEASED, "Jane Doe")));
        String refused = card(Optional.of(decision(ReleaseDecision.REFUSED, ReleaseDecided.POLICY)));

        assertTrue(byPolicy.contains("Released for this data set by the release policy"), byPolicy);
        assertTrue(byPolicy.contains("| most-copied | privacy | 0.2500 | 0.01000 | evaluator | no |"), byPolicy);
        assertTrue(byPolicy.contains("Rules of the evaluator that the policy took away: most-fid."), byPolicy);
        assertTrue(byPerson.contains("by a person, who overrode the release policy"), byPerson);
        assertFalse(byPerson.contains("Jane"), byPerson);
        assertTrue(refused.contains("**Not released** for this data set"), refused);
        assertTrue(card(Optional.empty()).contains("Nobody has decided on it"));
    }

    @ParameterizedTest
    @CsvSource({"0, n<1K", "999, n<1K", "1000, 1K<n<10K", "99999, 10K<n<100K", "100000, 100K<n<1M", "5000000, 1M<n<10M"
    })
    void sizesHaveTheNamesThatTheyHaveThere(long images, String category) {
        assertEquals(category, DataCard.sizeCategory(images));
    }
}
