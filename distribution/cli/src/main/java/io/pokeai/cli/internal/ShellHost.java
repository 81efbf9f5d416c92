package io.pokeai.cli.internal;

import java.util.List;

/** A shell of the framework: runs lines, in which the commands of {@code pokeai} are commands. */
interface ShellHost extends AutoCloseable {
    /**
     * @return the exit status of the line
     * @throws Exception as the shell gives it, with a message for people
     */
    int execute(String line) throws Exception;

    /** Names that can be typed. */
    List<String> commands();

    @Override
    void close();
}
