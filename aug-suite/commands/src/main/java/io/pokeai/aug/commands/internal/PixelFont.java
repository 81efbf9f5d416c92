package io.pokeai.aug.commands.internal;

import java.util.HashMap;
import java.util.Map;

/** Small letters of 5 × 8 dots, enough for names; a machine without fonts draws them too. What it lacks is a question mark. */
final class PixelFont {
    static final int COLUMNS = 5;
    static final int ROWS = 8;

    /** Each sign, then its columns from left to right in hexadecimal, the uppermost dot in the lowest bit. */
    private static final String SIGNS = "03E5149453E 100427F4000 24261514946 32141454B31 41814127F10 52745454539 "
            + "63C4A494930 70171090503 83649494936 9064949291E a2054545478 b7F48444438 "
            + "c3844444420 d384444487F e3854545418 f087E090102 g18A4A4A47C h7F08040478 "
            + "i00447D4000 j4080847D00 k7F10284400 l00417F4000 m7C04180478 n7C08040478 "
            + "o3844444438 pFC24242418 q18242418FC r7C08040408 s4854545420 t043F444020 "
            + "u3C4040207C v1C2040201C w3C4030403C x4428102844 y1CA0A0A07C z4464544C44 "
            + "_8080808080 -0808080808 .0060600000 ,0080600000 :0036360000 ~0804080804 (001C224100 )0041221C00 "
            + "/2010080402 +08083E0808 '0000070000 &3649552250 !00005F0000 ?0201510906 #147F147F14 %2313086462 =1414141414";

    private static final Map<Character, long[]> SHAPES = shapes();
    private static final long[] UNKNOWN = SHAPES.getOrDefault('?', new long[COLUMNS]);
    private static final long[] BLANK = new long[COLUMNS];

    private PixelFont() {}

    /** Whether a dot of a sign is inked. */
    static boolean dot(char sign, int column, int row) {
        long[] shape = sign == ' ' ? BLANK : SHAPES.getOrDefault(sign, UNKNOWN);
        return (shape[column] >> row & 1) != 0;
    }

    /** In pixels, for {@code scale} pixels to a dot. */
    static int height(int scale) {
        return ROWS * scale;
    }

    private static Map<Character, long[]> shapes() {
        Map<Character, long[]> shapes = new HashMap<>();
        for (String sign : SIGNS.split(" ", -1)) {
            long[] columns = new long[COLUMNS];
            for (int i = 0; i < COLUMNS; i++) {
                columns[i] = Long.parseLong(sign, 1 + 2 * i, 3 + 2 * i, 16);
            }
            shapes.put(sign.charAt(0), columns);
        }
        return shapes;
    }
}
