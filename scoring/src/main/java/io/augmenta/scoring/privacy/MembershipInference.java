package io.augmenta.scoring.privacy;

import io.augmenta.scoring.features.TooFewSamplesException;
import java.util.List;

/**
 * Whether someone who has the generated images can tell who was in the training set: the attack of D. Chen et al.,
 * "GAN-Leaks" (CCS 2020), on generated images alone. It takes the distance of a real image to the nearest generated one, and
 * holds those that lie near for members.
 *
 * @param members how well distance tells members (first) from non-members (second); the area is the attack's figure, 0.5
 *     where it learns nothing
 * @param detectedAtOnePercent share of members found where at most 1 % of non-members are falsely accused: an attack may be
 *     no better than chance on average and yet be sure of a few
 * @param ofMembers the nearest generated image (reference) of each training image (query)
 * @param ofNonMembers the nearest generated image of each held-out image
 */
public record MembershipInference(
        Separation members, double detectedAtOnePercent, List<Match> ofMembers, List<Match> ofNonMembers) {
    private static final double ONE_PERCENT = 0.01;

    /** Copies the lists. */
    public MembershipInference {
        ofMembers = List.copyOf(ofMembers);
        ofNonMembers = List.copyOf(ofNonMembers);
    }

    /**
     * Attacks.
     *
     * @param members the nearest generated image (reference) of each training image (query)
     * @param nonMembers the nearest generated image of each held-out image
     * @throws TooFewSamplesException when there are no members or no non-members
     */
    public static MembershipInference of(List<Match> members, List<Match> nonMembers) {
        TooFewSamplesException.check("membership inference", "training images", 1, members.size());
        TooFewSamplesException.check("membership inference", "held-out images", 1, nonMembers.size());
        Separation separation = Separation.of(members, nonMembers);
        return new MembershipInference(
                separation, separation.shareOfFirstWhereSecondIsAtMost(ONE_PERCENT), members, nonMembers);
    }
}
