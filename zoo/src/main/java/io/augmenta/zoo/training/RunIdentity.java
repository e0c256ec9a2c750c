package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes two runs the same run: a state is resumed only where all of this is equal.
 *
 * @param family of the recipe
 * @param parameters of the recipe, and the checkpoint that the run began with, where it began with one
 * @param seed of the plan
 * @param images SHA-256 over classes, shape, labels and pixels, in order, in hexadecimal
 */
record RunIdentity(String family, Map<String, String> parameters, long seed, String images) {

    /** No hyper-parameter of any recipe has this name. */
    private static final String WARM_START = "warm-start";

    RunIdentity {
        parameters = new LinkedHashMap<>(parameters);
    }

    static RunIdentity of(TrainingPlan plan, ImageSource images) {
        Map<String, String> parameters = new LinkedHashMap<>(plan.recipe().parameters());
        if (!plan.warmStart().isEmpty()) {
            parameters.put(WARM_START, plan.warmStart());
        }
        return new RunIdentity(plan.recipe().family(), parameters, plan.seed(), digest(images));
    }

    /** Those of the recipe alone. */
    Map<String, String> recipeParameters() {
        Map<String, String> ofRecipe = new LinkedHashMap<>(parameters);
        ofRecipe.remove(WARM_START);
        return ofRecipe;
    }

    private static String digest(ImageSource images) {
        MessageDigest digest = sha256();
        images.classes().forEach(name -> {
            byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
            digest.update(ints(encoded.length));
            digest.update(encoded);
        });
        digest.update(ints(images.size(), images.channels(), images.height(), images.width()));
        byte[] pixels = new byte[images.bytesPerImage()];
        for (int i = 0; i < images.size(); i++) {
            images.read(i, pixels, 0);
            digest.update(ints(images.label(i)));
            digest.update(pixels);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** @throws InvalidTrainingStateException naming the first thing that differs */
    void requireSameAs(RunIdentity wanted) {
        requireEqual("recipe", family, wanted.family);
        wanted.parameters.forEach((name, value) -> requireEqual(name, String.valueOf(parameters.get(name)), value));
        requireEqual("parameters", parameters.toString(), wanted.parameters.toString());
        requireEqual("seed", Long.toString(seed), Long.toString(wanted.seed));
        requireEqual("SHA-256 of the images", images, wanted.images);
    }

    private static void requireEqual(String what, String found, String wanted) {
        if (!found.equals(wanted)) {
            throw new InvalidTrainingStateException(
                    "The training state is of another run: its %s is %s, the plan's is %s. Resume it with its own plan and"
                                    .formatted(what, found, wanted)
                            + " images, or start anew");
        }
    }
}
