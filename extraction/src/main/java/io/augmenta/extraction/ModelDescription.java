package io.augmenta.extraction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model does not say about itself, read from the JSON file of its name beside it ({@code NAME.json} for
 * {@code NAME.onnx} or {@code NAME.pt}), such as
 *
 * <pre>{@code
 * {
 *   "input": "input", "output": "features",
 *   "width": 224, "height": 224, "layout": "NCHW", "channels": "RGB", "resize": "stretch",
 *   "mean": [127.5, 127.5, 127.5], "deviation": [127.5, 127.5, 127.5]
 * }
 * }</pre>
 *
 * @param input name of the ONNX input; empty where the file leaves it out, as it may for TorchScript
 * @param output name of the ONNX output that holds the features; likewise
 * @param preprocessing what is done to pictures
 */
public record ModelDescription(Optional<String> input, Optional<String> output, Preprocessing preprocessing) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Larger pictures than any network takes. */
    private static final int MOST_PIXELS = 4096;

    /**
     * Where a model's description is.
     *
     * @param model a file with an extension
     */
    public static Path fileOf(Path model) {
        String name = String.valueOf(model.getFileName());
        int dot = name.lastIndexOf('.');
        return model.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".json");
    }

    /**
     * Reads the description beside a model.
     *
     * @throws UnusableModelException when there is none, or it is not as it should be; the message names file and field
     */
    public static ModelDescription beside(Path model) {
        Path file = fileOf(model);
        Written written = read(file, model);
        Fields fields = new Fields(file);
        fields.oneOf("layout", written.layout(), List.of("NCHW"));
        Preprocessing preprocessing = new Preprocessing(
                fields.extent("width", written.width()),
                fields.extent("height", written.height()),
                ChannelOrder.valueOf(fields.oneOf("channels", written.channels(), names(ChannelOrder.values()))),
                fields.three("mean", written.mean()),
                fields.threeAboveZero("deviation", written.deviation()),
                ResizeRule.valueOf(fields.oneOf("resize", written.resize(), lowerCase(names(ResizeRule.values())))
                        .toUpperCase(Locale.ROOT)));
        return new ModelDescription(
                Optional.ofNullable(written.input()), Optional.ofNullable(written.output()), preprocessing);
    }

    private static Written read(Path file, Path model) {
        try {
            Written written = JSON.readValue(Files.readAllBytes(file), Written.class);
            if (written == null) {
                throw new UnusableModelException(file + ": expected an object, got null", null);
            }
            return written;
        } catch (NoSuchFileException e) {
            throw new UnusableModelException(
                    "%s: there is no such file; it has to say how pictures are prepared for %s"
                            .formatted(file, model.getFileName()),
                    e);
        } catch (UnrecognizedPropertyException e) {
            throw new UnusableModelException(
                    "%s: there is no field \"%s\"; there are %s"
                            .formatted(file, e.getPropertyName(), e.getKnownPropertyIds()),
                    e);
        } catch (JsonMappingException e) {
            throw new UnusableModelException("%s: field %s: %s".formatted(file, path(e), e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw new UnusableModelException("%s: this is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UnusableModelException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .map(String::valueOf)
                .collect(Collectors.joining("."));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** The file as it stands. */
    private record Written(
            @Nullable String input,
            @Nullable String output,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable String layout,
            @Nullable String channels,
            @Nullable String resize,
            @Nullable List<@Nullable Double> mean,
            @Nullable List<@Nullable Double> deviation) {}

    /** Checks fields of one file. */
    private record Fields(Path file) {

        int extent(String field, @Nullable Integer value) {
            if (value == null || value < 1 || value > MOST_PIXELS) {
                throw wrong(field, "a whole number from 1 to " + MOST_PIXELS, value);
            }
            return value;
        }

        String oneOf(String field, @Nullable String value, List<String> allowed) {
            if (value == null || !allowed.contains(value)) {
                String expected = allowed.stream().map(name -> '"' + name + '"').collect(Collectors.joining(" or "));
                throw wrong(field, expected, value == null ? null : '"' + value + '"');
            }
            return value;
        }

        List<Double> three(String field, @Nullable List<@Nullable Double> values) {
            if (values == null
                    || values.size() != Preprocessing.CHANNELS
                    || values.stream().anyMatch(value -> value == null || !Double.isFinite(value))) {
                throw wrong(field, "three numbers, one for each channel in the order of \"channels\"", values);
            }
            return values.stream().map(value -> (double) value).toList();
        }

        List<Double> threeAboveZero(String field, @Nullable List<@Nullable Double> values) {
            List<Double> three = three(field, values);
            if (three.stream().anyMatch(value -> value <= 0)) {
                throw wrong(field, "three numbers above 0", values);
            }
            return three;
        }

        private UnusableModelException wrong(String field, String expected, @Nullable Object actual) {
            return new UnusableModelException(
                    "%s: field \"%s\": expected %s, got %s"
                            .formatted(file, field, expected, actual == null ? "nothing" : actual),
                    null);
        }
    }
}
