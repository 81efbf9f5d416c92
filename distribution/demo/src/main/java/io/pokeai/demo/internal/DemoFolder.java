package io.pokeai.demo.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;

/**
 * Where a demo writes: pictures, a contact sheet, an artifacts folder. A folder of an earlier demo is emptied first, one
 * of anything else is left alone.
 */
record DemoFolder(Path path) {
    // Marks a folder that the next demo may empty.
    private static final String MARKER = ".pokeai-demo";

    /** @throws EngineException {@code INVALID_ARGUMENT} when the folder holds something that no demo has written */
    static DemoFolder renew(Path path) throws IOException {
        if (Files.exists(path) && !Files.exists(path.resolve(MARKER)) && !isEmpty(path)) {
            throw EngineException.invalidArgument(
                    path + " holds files that are not of a demo; they would be deleted.",
                    "Name another folder with --dir.");
        }
        if (Files.exists(path)) {
            PathUtils.cleanDirectory(path);
        }
        DemoFolder folder = new DemoFolder(path);
        Files.createDirectories(path);
        Files.writeString(path.resolve(MARKER), "Written by 'pokeai demo', and deleted by the next one.\n");
        Files.createDirectories(folder.pictures());
        Files.createDirectories(folder.artifacts());
        return folder;
    }

    Path pictures() {
        return path.resolve("pictures");
    }

    Path artifacts() {
        return path.resolve("artifacts");
    }

    /** The pictures once more, as a data set: one folder for each class. */
    Path dataset() {
        return datasets().resolve("creatures");
    }

    /** What a service may take its data sets from. */
    Path datasets() {
        return path.resolve("datasets");
    }

    /** Where the data set's tables and the model's report are written. */
    Path evaluation() {
        return path.resolve("evaluation");
    }

    Path sheet() {
        return path.resolve("sheet.png");
    }

    Path model() {
        return artifacts().resolve(CreatureModel.NAME + ".onnx");
    }

    /** Other weights for the model; outside of the artifacts, where they would be a second model. */
    Path successor() {
        return path.resolve(CreatureModel.NAME + "-2.onnx");
    }

    /** What the gate is to ask. */
    Path gatePlan() {
        return path.resolve("gate-plan.json");
    }

    /** What the gate has found. */
    Path gate() {
        return path.resolve("gate");
    }

    /** The model itself, as PyTorch's weights. */
    Path checkpoint() {
        return path.resolve(CreatureModel.NAME + ".pth");
    }

    /** What the checkpoint does not say: input and labels. */
    Path checkpointNotes() {
        return path.resolve(CreatureModel.NAME + ".model.json");
    }

    /** Of the second part. */
    LoopFolder loop() {
        return new LoopFolder(path.resolve("loop"));
    }

    /** Writes a file that is either whole or not there. */
    void write(Path file, byte[] content) throws IOException {
        WholeFile.writeUnforced(file, content);
    }

    void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        return Files.isDirectory(folder) && PathUtils.isEmptyDirectory(folder);
    }
}
