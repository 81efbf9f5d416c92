package io.pokeai.onnx.graph.recognition;

import java.nio.file.Path;

/** Names of files, for models and messages. */
final class FileNames {
    private FileNames() {}

    static String of(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** {@code resnet18} for {@code resnet18.onnx}. */
    static String stem(Path file) {
        String name = of(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
