package io.pokeai.itest.browser;

import org.junit.jupiter.api.Tag;

/** The tasks of {@link ConsoleModelsIT} by mouse and by keyboard, in both themes, at three widths. */
@Tag("slow")
class ConsoleModelsInEverySettingIT extends ConsoleModelsIT {}
