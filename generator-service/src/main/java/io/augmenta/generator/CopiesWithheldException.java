package io.augmenta.generator;

import java.util.List;

/** Some of the latents that were given make near copies of training images; nothing can take their place. */
public final class CopiesWithheldException extends ImpossibleRequestException {
    private static final int ROWS_SHOWN = 10;

    CopiesWithheldException(List<Integer> rows) {
        super("the images of " + rows.size() + " latents are near copies of training images and are withheld: rows "
                + String.join(
                        ", ",
                        rows.stream().limit(ROWS_SHOWN).map(String::valueOf).toList())
                + (rows.size() > ROWS_SHOWN ? " and others" : "") + ", counted from 0; give other latents");
    }
}
