package io.pokeai.itest.browser;

import org.junit.jupiter.api.Tag;

/** The tasks of {@link ConsoleTryIT} by mouse and by keyboard, in both themes, at three widths. */
@Tag("slow")
class ConsoleTryInEverySettingIT extends ConsoleTryIT {}
