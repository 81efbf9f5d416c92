package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.kit.Picture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which picture becomes which file, decided and checked before anything is written.
 *
 * @param sources the picture of each file, in order
 */
record PreviewPlan(Map<Path, Path> sources) {
    // The limit of Linux file systems for one name.
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_NAMED = 5;

    /**
     * @param folder that is written to
     * @param keepFolders whether the folders of the pictures are kept below it
     * @throws EngineException {@code INVALID_ARGUMENT} when two pictures would become one file, when one would overwrite
     *     a picture that is read, or when a name is too long
     */
    static PreviewPlan of(Iterator<Picture> pictures, Path folder, boolean keepFolders) {
        Map<Path, Path> sources = new LinkedHashMap<>();
        Set<Path> inputs = new HashSet<>();
        List<String> problems = new ArrayList<>();
        while (pictures.hasNext()) {
            Picture picture = pictures.next();
            inputs.add(absolute(picture.path()));
            Path below = keepFolders ? picture.below() : last(picture.below());
            String name = last(below) + ".png";
            if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
                problems.add("the name of " + picture.path() + " is too long to add '.png'");
                continue;
            }
            Path target = folder.resolve(below).resolveSibling(name);
            Path other = sources.putIfAbsent(target, picture.path());
            if (other != null) {
                problems.add(other + " and " + picture.path() + " would both become " + target);
            }
        }
        for (Map.Entry<Path, Path> entry : sources.entrySet()) {
            if (inputs.contains(absolute(entry.getKey()))) {
                problems.add("the crop of " + entry.getValue() + " would overwrite the picture " + entry.getKey());
            }
        }
        if (!problems.isEmpty()) {
            throw refusal(problems, keepFolders);
        }
        return new PreviewPlan(sources);
    }

    private static EngineException refusal(List<String> problems, boolean keepFolders) {
        String shown = String.join("; ", problems.subList(0, Math.min(MAX_NAMED, problems.size())));
        String rest = problems.size() > MAX_NAMED ? "; and " + (problems.size() - MAX_NAMED) + " more" : "";
        return new EngineException(
                ErrorCode.INVALID_ARGUMENT,
                "Nothing was written: " + shown + rest + ".",
                keepFolders
                        ? "Write them to different folders, or rename the pictures."
                        : "Use --keep-dirs, write to another folder, or rename the pictures.");
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Path last(Path path) {
        Path name = path.getFileName();
        return name == null ? path : name;
    }
}
