package io.pokeai.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandListTest {
    @TempDir
    Path folder;

    @Test
    void whatBundlesDeclareIsWrittenAndReadBack() throws IOException {
        Attributes manifest = new Attributes();
        manifest.putValue(
                "Provide-Capability",
                "osgi.service;objectClass:List<String>=\"io.pokeai.engine.command.CliCommand\";pokeai.command=demo,"
                        + "io.pokeai.command;command=demo;natives:List<String>=\"pictures,models\";long_running:Boolean=true,"
                        + "io.pokeai.command;command=\"jobs list\";natives=pictures,"
                        + "io.pokeai.command;command=plain");
        Map<String, String> lines = new TreeMap<>();
        CommandList.collect(manifest, lines);
        assertThat(lines.values())
                .containsExactly("demo;models,pictures;long\n", "jobs list;pictures;short\n", "plain;;short\n");

        Path file =
                Files.writeString(folder.resolve("commands.list"), "# a comment;;\n" + String.join("", lines.values()));
        CommandList list = CommandList.read(file);
        assertThat(list.nativesOf("demo", "--seed", "3")).containsExactlyInAnyOrder("models", "pictures");
        assertThat(list.nativesOf("jobs", "list")).containsExactly("pictures");
        assertThat(list.nativesOf("jobs")).isEmpty();
        assertThat(list.nativesOf("plain")).isEmpty();
        assertThat(list.nativesOf()).isEmpty();
    }

    @Test
    void anInstallationWithoutAListNeedsNothingInAdvance() throws IOException {
        assertThat(CommandList.read(folder.resolve("commands.list")).nativesOf("classify"))
                .isEmpty();
    }

    @Test
    void aBundleWithoutCapabilitiesIsPassedOver() {
        Map<String, String> lines = new TreeMap<>();
        CommandList.collect(new Attributes(), lines);
        assertThat(lines).isEmpty();
    }
}
