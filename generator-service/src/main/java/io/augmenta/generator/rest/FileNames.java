package io.augmenta.generator.rest;

import java.util.regex.Pattern;

/** Names of downloads. */
final class FileNames {
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    private FileNames() {}

    /** Only what needs no quoting in a header and is allowed on every file system. */
    static String safe(String name) {
        return UNSAFE.matcher(name).replaceAll("_");
    }
}
