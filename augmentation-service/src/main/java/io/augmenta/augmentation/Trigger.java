package io.augmenta.augmentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** When a generator is trained anew. */
final class Trigger {
    private Trigger() {}

    /** Why a training is due; empty where it is not. */
    static Optional<String> due(AugmentationPolicy policy, Dossier known, DatasetVersion version, Instant now) {
        Optional<AugmentationStep> last = known.lastRound();
        if (last.isEmpty()) {
            return Optional.of("no generator has been trained for this data set under a policy yet");
        }
        AugmentationStep begun = last.get();
        if (!begun.subject().equals(training(policy))) {
            return Optional.of("the policy asks for another training than the one of round " + begun.correlationId());
        }
        return grown(policy, known, version, begun).or(() -> old(policy, begun, now));
    }

    private static Optional<String> grown(
            AugmentationPolicy policy, Dossier known, DatasetVersion version, AugmentationStep begun) {
        long before = known.version(begun.version()).map(DatasetVersion::images).orElse(0L);
        long more = version.images() - before;
        Long newImages = policy.retrainNewImages();
        if (newImages != null && more >= newImages) {
            return Optional.of(
                    more + " images have come since version " + begun.version() + "; the policy asks for " + newImages);
        }
        Double growth = policy.retrainGrowth();
        if (growth != null && more >= growth * before && more > 0) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the data set has grown by %d images, %.1f %%, since version %s; the policy asks for %.1f %%",
                    more,
                    before == 0 ? 100 : 100.0 * more / before,
                    begun.version(),
                    100 * growth));
        }
        return Optional.empty();
    }

    private static Optional<String> old(AugmentationPolicy policy, AugmentationStep begun, Instant now) {
        Duration every = policy.retrainEvery();
        return every != null && !now.isBefore(begun.at().plus(every))
                ? Optional.of(
                        "the latest training was begun at " + begun.at() + "; the policy asks for one every " + every)
                : Optional.empty();
    }

    /** Why nothing is trained for a version. */
    static String notYet(AugmentationPolicy policy, Dossier known, DatasetVersion version) {
        long before = known.lastRound()
                .flatMap(begun -> known.version(begun.version()))
                .map(DatasetVersion::images)
                .orElse(0L);
        List<String> conditions = new ArrayList<>();
        if (policy.retrainNewImages() != null) {
            conditions.add("from " + policy.retrainNewImages() + " more on");
        }
        if (policy.retrainGrowth() != null) {
            conditions.add(String.format(Locale.ROOT, "at a growth of %.1f %%", 100 * policy.retrainGrowth()));
        }
        if (policy.retrainEvery() != null) {
            conditions.add("every " + policy.retrainEvery());
        }
        return "version " + version.version() + " has " + version.images() + " images, the one trained on last "
                + before
                + "; the policy asks for a training "
                + (conditions.isEmpty() ? "when it is changed, and else never" : String.join(", or ", conditions));
    }

    /** What a policy has trained, in a few letters. */
    static String training(AugmentationPolicy policy) {
        String text = policy.recipe() + "\n" + new TreeMap<>(policy.parameters()) + "\n" + policy.epochs() + "\n"
                + policy.seed();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return policy.recipe() + "-" + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
