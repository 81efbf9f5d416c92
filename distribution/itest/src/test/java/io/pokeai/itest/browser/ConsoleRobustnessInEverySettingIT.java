package io.pokeai.itest.browser;

import org.junit.jupiter.api.Tag;

/** The tasks of {@link ConsoleRobustnessIT} by mouse and by keyboard, in both themes, at three widths. */
@Tag("slow")
class ConsoleRobustnessInEverySettingIT extends ConsoleRobustnessIT {}
