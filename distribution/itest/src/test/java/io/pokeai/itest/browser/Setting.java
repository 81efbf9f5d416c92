package io.pokeai.itest.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a task is done: with what, and on which screen.
 *
 * @param byKeyboard without any mouse; else by mouse
 */
record Setting(boolean byKeyboard, Look look) {
    static final Setting USUAL = new Setting(false, Look.LAPTOP);

    /** Both hands, both themes, all widths. */
    static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        for (int width : Look.WIDTHS) {
            for (Look.Theme theme : Look.Theme.values()) {
                all.add(new Setting(false, new Look(theme, width)));
                all.add(new Setting(true, new Look(theme, width)));
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %s, %d px",
                byKeyboard ? "keyboard" : "mouse",
                look.theme().css(),
                look.width());
    }
}
