package io.augmenta.quickstart.recipe;

import java.util.ArrayList;
import java.util.List;

/** Text in lines. */
final class Words {

    private static final int NARROWEST = 20;

    private Words() {}

    /** Lines of up to so many columns; a word that is longer has a line of its own. */
    static List<String> wrapped(String text, int columns) {
        int room = Math.max(NARROWEST, columns);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
