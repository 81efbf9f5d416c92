package io.pokeai.engine.api.catalog;

import java.util.Collection;
import java.util.Locale;

/** Finds the known name that is nearest to an unknown one. */
final class Spelling {
    private Spelling() {}

    /** A question to begin a remedy with, or nothing when no known name is near. */
    static String suggestion(String wrong, Collection<String> known) {
        String meant = wrong.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        // A letter in three may be wrong; texts that no name resembles are not compared at length.
        int nearest = Math.max(1, Math.min(meant.length(), 40) / 3) + 1;
        String best = "";
        for (String name : known) {
            int distance = Math.abs(name.length() - meant.length()) < nearest ? distance(meant, name) : nearest;
            if (distance < nearest) {
                nearest = distance;
                best = name;
            }
        }
        return best.isEmpty() ? "" : "Did you mean '" + best + "'? ";
    }

    /** How many letters are to be put in, left out, replaced or exchanged with their neighbour. */
    static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                steps[i][j] = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
