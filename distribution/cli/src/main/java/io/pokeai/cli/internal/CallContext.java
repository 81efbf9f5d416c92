package io.pokeai.cli.internal;

import java.util.Optional;

/**
 * What a call shares with other calls.
 *
 * @param engines that it may borrow from
 * @param cancellation that stops it
 * @param inherited settings of the shell that the command was typed into
 */
record CallContext(Engines engines, Cancellation cancellation, Optional<Configuration> inherited) {}
