package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final PrintStream before = System.out;

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    @Test
    void writesUtf8WhateverTheStreamOfTheProcessDoes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.US_ASCII));
        PrintStream out = Console.ofProcess().out();
        out.print("ピカチュウ ✓");
        assertThat(bytes.size()).isZero();
        out.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("ピカチュウ ✓");
        assertThat(out.checkError()).isFalse();
    }

    @Test
    void aReaderThatHasGoneIsNoticed() {
        System.setOut(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                true,
                StandardCharsets.UTF_8));
        PrintStream out = Console.ofProcess().out();
        out.print("a row\n");
        assertThat(out.checkError()).isTrue();
    }
}
