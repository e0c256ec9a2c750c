package io.augmenta.quickstart.comparison;

import io.augmenta.scoring.pixels.ImageStatistic;

/** What the statistics of one image are called. */
public final class StatisticName {

    private StatisticName() {}

    /** In files, such as {@code image_means}. */
    public static String key(ImageStatistic statistic) {
        return text(statistic).replace(' ', '_');
    }

    /** For people, such as {@code image means}. */
    public static String text(ImageStatistic statistic) {
        return switch (statistic) {
            case MEAN -> "image means";
            case DEVIATION -> "image deviations";
            case ENTROPY -> "image entropies";
            case ROUGHNESS -> "image roughnesses";
        };
    }
}
