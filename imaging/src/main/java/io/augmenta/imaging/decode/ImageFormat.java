package io.augmenta.imaging.decode;

import java.util.Arrays;
import java.util.Optional;

/** The formats that are read, told apart by their first bytes; what a file is called does not matter. */
public enum ImageFormat {
    JPEG("ffd8ff"),
    PNG("89504e470d0a1a0a"),
    BMP("424d"),
    GIF("474946383761 474946383961"),
    TIFF("49492a00 4d4d002a");

    /** Hexadecimal, separated by blanks. */
    private final String magicNumbers;

    ImageFormat(String magicNumbers) {
        this.magicNumbers = magicNumbers;
    }

    /** The format of a file's content; empty when it is none of these. */
    public static Optional<ImageFormat> of(byte[] content) {
        return Arrays.stream(values())
                .filter(format -> Arrays.stream(format.magicNumbers.split(" "))
                        .anyMatch(magicNumber -> startsWith(content, magicNumber)))
                .findFirst();
    }

    private static boolean startsWith(byte[] content, String hex) {
        if (content.length < hex.length() / 2) {
            return false;
        }
        for (int i = 0; i < hex.length() / 2; i++) {
            if ((content[i] & 0xff) != Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16)) {
                return false;
            }
        }
        return true;
    }
}
