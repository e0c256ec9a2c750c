package io.augmenta.scoring.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.matrix.Workers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestSearchTest {
    private static final Workers TWO = new Workers(2);

    @Test
    void nearestOthersAreThoseThatSortingAllDistancesGives() {
        // three tiles down, the last of them ragged
        FeatureMatrix points = TestFeatures.normal(1, 1100, 7);

        Neighbours found = NearestSearch.among(points, 4, TWO);

        for (int row = 0; row < points.count(); row += 37) {
            assertNeighbours(points, row, points, row, found);
        }
    }

    @Test
    void nearestReferencesAreThoseThatSortingAllDistancesGives() {
        FeatureMatrix queries = TestFeatures.normal(2, 530, 9);
        FeatureMatrix references = TestFeatures.normal(3, 1030, 9);

        Neighbours found = NearestSearch.of(queries, references, 3, TWO);

        for (int row = 0; row < queries.count(); row += 23) {
            assertNeighbours(queries, row, references, -1, found);
        }
    }

    @Test
    void copiesLieAtDistanceZeroHoweverFarFromTheOriginAndTheFirstOfThemIsNamed() {
        FeatureMatrix far = TestFeatures.constant(600, 1e4f, -3e3f, 7e4f);

        Neighbours others = NearestSearch.among(far, 2, TWO);
        Neighbours references = NearestSearch.of(far, far, 1, TWO);

        assertEquals(0, others.distance(599, 1));
        assertEquals(List.of(1, 2), List.of(others.index(0, 0), others.index(0, 1)));
        assertEquals(List.of(0, 1), List.of(others.index(599, 0), others.index(599, 1)));
        assertEquals(0, references.index(599, 0));
    }

    @Test
    void whatCannotBeFoundIsRefused() {
        FeatureMatrix three = TestFeatures.normal(1, 3, 2);
        FeatureMatrix wider = TestFeatures.normal(1, 3, 4);

        TooFewSamplesException tooFew =
                assertThrows(TooFewSamplesException.class, () -> NearestSearch.among(three, 3, TWO));
        assertEquals(4, tooFew.needed());
        assertEquals(3, tooFew.actual());
        assertThrows(TooFewSamplesException.class, () -> NearestSearch.of(three, three, 4, TWO));
        assertThrows(IllegalArgumentException.class, () -> NearestSearch.among(three, 0, TWO));
        assertThrows(ImpossibleFeaturesException.class, () -> NearestSearch.of(three, wider, 1, TWO));
    }

    @Test
    void featuresThatAreNotNumbersOrNotEquallyManyAreRefusedAndThePlaceIsNamed() {
        ImpossibleFeaturesException notANumber = assertThrows(
                ImpossibleFeaturesException.class,
                () -> FeatureMatrix.of(List.of(new float[] {1, 2}, new float[] {3, Float.NaN})));
        assertTrue(String.valueOf(notANumber.getMessage()).contains("NaN in row 1, column 1"));
        assertThrows(
                ImpossibleFeaturesException.class,
                () -> FeatureMatrix.of(List.of(new float[] {1, 2}, new float[] {3})));
        assertThrows(ImpossibleFeaturesException.class, () -> FeatureMatrix.of(List.of()));
    }

    @Test
    void halvesAreDisjointAndTogetherWholeAndDependOnTheSeedAlone() {
        FeatureMatrix numbered = FeatureMatrix.of(
                IntStream.range(0, 101).mapToObj(i -> new float[] {i}).toList());

        FeatureMatrix.Halves halves = numbered.halves(5);

        assertEquals(50, halves.first().count());
        assertEquals(51, halves.second().count());
        assertEquals(
                IntStream.range(0, 101).boxed().toList(),
                IntStream.concat(numbers(halves.first()), numbers(halves.second()))
                        .boxed()
                        .sorted()
                        .toList());
        assertEquals(
                numbers(halves.first()).boxed().toList(),
                numbers(numbered.halves(5).first()).boxed().toList());
        assertTrue(!numbers(halves.first())
                .boxed()
                .toList()
                .equals(numbers(numbered.halves(6).first()).boxed().toList()));
    }

    private static IntStream numbers(FeatureMatrix features) {
        return IntStream.range(0, features.count()).map(row -> (int) TestFeatures.row(features, row)[0]);
    }

    private static void assertNeighbours(
            FeatureMatrix queries, int row, FeatureMatrix references, int excluded, Neighbours found) {
        List<Integer> expected = IntStream.range(0, references.count())
                .filter(other -> other != excluded)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> TestFeatures.distance(queries, row, references, other)))
                .limit(found.k())
                .toList();
        for (int rank = 0; rank < found.k(); rank++) {
            assertEquals(expected.get(rank), found.index(row, rank));
            assertEquals(
                    TestFeatures.distance(queries, row, references, expected.get(rank)),
                    found.distance(row, rank),
                    1e-12);
        }
    }
}
