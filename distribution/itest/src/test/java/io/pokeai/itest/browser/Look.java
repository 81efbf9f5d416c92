package io.pokeai.itest.browser;

/**
 * How a page is looked at.
 *
 * @param theme colours that the system asks for
 * @param width of the window, in CSS pixels
 */
record Look(Theme theme, int width) {
    enum Theme {
        LIGHT,
        DARK;

        Theme other() {
            return this == LIGHT ? DARK : LIGHT;
        }

        String css() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A phone, a laptop, a wide screen. */
    static final int[] WIDTHS = {360, 1024, 1920};

    static final Look LAPTOP = new Look(Theme.LIGHT, WIDTHS[1]);

    boolean isPhone() {
        return width < 600;
    }

    int height() {
        return isPhone() ? 740 : 900;
    }
}
