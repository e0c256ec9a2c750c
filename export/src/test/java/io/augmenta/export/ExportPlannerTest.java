package io.augmenta.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Releases;
import io.augmenta.contracts.SplitRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExportPlannerTest {
    private static final AugmentationPolicy POLICY = Policies.targets(Map.of("*", 8), Map.of());

    private static DatasetVersion version(String name, String version, int sealedDay) {
        DatasetVersion like = Samples.version();
        return new DatasetVersion(
                name,
                version,
                "ingest-" + version,
                like.classes(),
                1,
                8,
                8,
                SplitRule.GROUPED,
                7,
                20,
                0,
                0,
                0,
                20,
                0,
                like.counts(),
                like.ranges(),
                Instant.parse("2026-11-0" + sealedDay + "T00:00:00Z"));
    }

    private static LogState log(
            List<AugmentationPolicy> policies, ReleaseDecision decision, DatasetVersion... versions) {
        Releases releases = new Releases();
        releases.heard(new ReleaseDecided(
                "d", "brains", "v1", "c1", "e", decision, List.of(), ReleaseDecided.POLICY, null, Instant.EPOCH));
        AugmentationStep toppedUp = new AugmentationStep(
                "brains-r1",
                1,
                "brains",
                "v1",
                AugmentationStage.TOPPED_UP,
                "topup-1",
                "c1",
                Map.of("glioma", 9),
                List.of(),
                "because",
                Instant.EPOCH);
        GenerationCompleted answer = new GenerationCompleted("by-hand", "c1", Map.of("glioma", 4), List.of());
        return new LogState(List.of(versions), policies, List.of(toppedUp), releases, List.of(), List.of(answer));
    }

    private static ExportRequest request(String dataset, String version, ExportContents contents, String... requests) {
        return new ExportRequest(
                Optional.ofNullable(dataset),
                Optional.ofNullable(version),
                contents,
                SplitLayout.FOLDERS,
                List.of(requests),
                false,
                false,
                new Publication(Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH));
    }

    private static String refusal(LogState log, ExportRequest request) {
        return String.valueOf(assertThrows(UnexportableException.class, () -> new ExportPlanner(log).plan(request))
                .getMessage());
    }

    @Test
    void theVersionThatWasSealedLastIsMeantUnlessOneIsNamed() throws UnexportableException {
        LogState log = log(
                List.of(),
                ReleaseDecision.RELEASED,
                version("brains", "v2", 2),
                version("brains", "v3", 3),
                version("brains", "v1", 1));
        ExportPlanner planner = new ExportPlanner(log);

        ExportPlan latest = planner.plan(request(null, null, ExportContents.REAL));
        ExportPlan named = planner.plan(request("brains", "v1", ExportContents.REAL));

        assertEquals("v3", latest.version().version());
        assertEquals(3, latest.ordinal());
        assertEquals("v1", named.version().version());
        assertEquals(1, named.ordinal());
    }

    @Test
    void whatIsNotThereIsAnsweredWithWhatIs() {
        LogState log = log(List.of(), ReleaseDecision.RELEASED, version("brains", "v1", 1), version("lungs", "v9", 2));

        assertTrue(refusal(log, request(null, null, ExportContents.REAL)).contains("[brains, lungs]"));
        assertTrue(refusal(log, request("hearts", null, ExportContents.REAL)).contains("[brains, lungs]"));
        assertTrue(refusal(log, request("brains", "v7", ExportContents.REAL)).contains("v1 (2026-11-01"));
        assertTrue(refusal(log(List.of(), ReleaseDecision.RELEASED), request(null, null, ExportContents.REAL))
                .contains("No data set"));
        assertTrue(refusal(log, request("brains", null, ExportContents.MIXED)).contains("no policy"));
        assertTrue(refusal(log, request("brains", null, ExportContents.MIXED, "never"))
                .contains("no complete answer to a generation request never"));
    }

    @Test
    void thePolicySaysWhichSyntheticImagesBelongToAVersion() throws UnexportableException {
        LogState log = log(List.of(POLICY), ReleaseDecision.RELEASED, version("brains", "v1", 1));

        ExportPlan mixed = new ExportPlanner(log).plan(request("brains", null, ExportContents.MIXED));

        assertEquals(List.of(new SyntheticShare("topup-1", "c1", List.of(), Map.of("glioma", 3))), mixed.shares());
        assertEquals(23, mixed.images());
        assertTrue(mixed.byPolicy());
        assertEquals("d", mixed.generators().get(0).decision().orElseThrow().decisionId());
    }

    @Test
    void whereNoSyntheticImageCountsAMixedSetIsTheRealOneAndASyntheticOneIsNone() throws UnexportableException {
        LogState log = log(List.of(POLICY), ReleaseDecision.REFUSED, version("brains", "v1", 1));

        assertEquals(
                20,
                new ExportPlanner(log)
                        .plan(request("brains", null, ExportContents.MIXED))
                        .images());
        assertTrue(
                refusal(log, request("brains", null, ExportContents.SYNTHETIC)).contains("no synthetic image counts"));
    }

    @Test
    void imagesOfAGeneratorThatIsNotReleasedLeaveOnlyIfThatIsAskedFor() throws UnexportableException {
        LogState refused = log(List.of(), ReleaseDecision.REFUSED, version("brains", "v1", 1));
        ExportRequest request = request("brains", null, ExportContents.SYNTHETIC, "by-hand");

        assertTrue(refusal(refused, request).contains("--allow-unreleased"));

        ExportRequest all = new ExportRequest(
                request.dataset(),
                request.version(),
                request.contents(),
                request.layout(),
                request.requests(),
                true,
                false,
                request.publication());
        assertEquals(4, new ExportPlanner(refused).plan(all).images());
        LogState released = log(List.of(), ReleaseDecision.RELEASED, version("brains", "v1", 1));
        assertEquals(4, new ExportPlanner(released).plan(request).images());
    }
}
