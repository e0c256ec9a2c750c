package io.augmenta.quickstart.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointChoiceTest {

    private static final CheckpointChoice LAST = new CheckpointChoice(Optional.empty(), Optional.empty());

    private final CheckpointPublished early = checkpoint("a", 2, "cvae", 10);
    private final CheckpointPublished late = checkpoint("a", 4, "cvae", 20);
    private final CheckpointPublished other = checkpoint("b", 1, "wgan-gp", 30);
    private final CheckpointPublished unlabelled = checkpoint("c", 1, "deep-vae", 40);
    private final List<CheckpointPublished> all = List.of(unlabelled, late, other, early);

    @Test
    void withoutAWordItIsTheOnePublishedLastThatMakesClasses() throws Exception {
        assertEquals(other, LAST.from(all));
    }

    @Test
    void aRunMeansItsFurthestAndAnIdItself() throws Exception {
        assertEquals(late, ofRun("a").from(all));
        assertEquals(early, byId("a-e0002").from(all));
    }

    @Test
    void whatIsNotThereIsAnsweredWithWhatIs() {
        for (CheckpointChoice choice : List.of(ofRun("z"), byId("z-e0001"))) {
            String answer = complaint(choice, all);
            assertTrue(answer.contains("a-e0004") && answer.contains("b-e0001"), answer);
            assertTrue(answer.contains("wgan-gp") && !answer.contains("c-e0001"), answer);
        }
    }

    @Test
    void aCheckpointWithoutClassesIsRefusedWithWhatItIsFor() {
        assertTrue(complaint(byId("c-e0001"), all).contains("pretrained=c-e0001"));
        assertTrue(complaint(ofRun("c"), all).contains("deep-vae"));
        assertTrue(complaint(LAST, List.of(unlabelled)).contains("without classes"));
    }

    @Test
    void anEmptyLogIsSaidToBeEmpty() {
        assertTrue(complaint(LAST, List.of()).contains("No checkpoint was ever published"));
    }

    private static CheckpointChoice ofRun(String run) {
        return new CheckpointChoice(Optional.empty(), Optional.of(run));
    }

    private static CheckpointChoice byId(String id) {
        return new CheckpointChoice(Optional.of(id), Optional.empty());
    }

    private static String complaint(CheckpointChoice choice, List<CheckpointPublished> all) {
        return String.valueOf(assertThrows(UnknownCheckpointException.class, () -> choice.from(all))
                .getMessage());
    }

    private static CheckpointPublished checkpoint(String run, int epoch, String recipe, long second) {
        ArtifactReference file = new ArtifactReference(URI.create("file:///generator"), "ab".repeat(32), 1);
        return new CheckpointPublished(
                CheckpointPublished.id(run, epoch),
                run,
                epoch,
                epoch,
                false,
                recipe,
                Map.of(),
                "brains",
                "v1",
                7,
                List.of("one", "two"),
                1,
                32,
                32,
                16,
                file,
                file,
                file,
                List.of(),
                "cpu",
                1,
                Instant.ofEpochSecond(second));
    }
}
