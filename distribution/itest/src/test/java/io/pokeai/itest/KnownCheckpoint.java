package io.pokeai.itest;

import io.pokeai.engine.network.testkit.KnownNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A checkpoint that two back ends can open. */
final class KnownCheckpoint {
    private KnownCheckpoint() {}

    /** Writes {@code name.pth} and what has to be declared about it, old enough to be read at once. */
    static void write(Path artifacts, String name, String... declarations) throws IOException {
        KnownNetwork network = KnownNetwork.read("mobilenet_v3_small");
        StringBuilder declared = new StringBuilder("{\"input\":\"tv" + network.size() + "_" + network.size() + "\"");
        int classes = network.logits().get(0).length;
        declared.append(IntStream.range(0, classes)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining("\",\"", ",\"labels\":[\"", "\"]")));
        for (String declaration : declarations) {
            declared.append(',').append(declaration);
        }
        age(Files.writeString(artifacts.resolve(name + ".model.json"), declared.append('}')));
        age(network.write(artifacts.resolve(name + ".pth")));
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(10)));
    }
}
