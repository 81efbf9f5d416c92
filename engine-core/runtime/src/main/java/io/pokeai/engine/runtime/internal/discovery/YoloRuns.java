package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.FolderLayout;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The training runs of Ultralytics, as PokeAI leaves and finds them: fold {@code K} of a run is
 * {@code <run>_fold<K>/weights/best.pt}; if that is missing, the first of {@code <run>_fold<K>*}{@code /weights/best*.pt}.
 */
final class YoloRuns {
    /** Below the artifacts folder. */
    static final String FOLDER = "yolo_cls_runs";

    private static final Pattern RUN = Pattern.compile("(.+?)_fold(\\d{1,6})(.*)");
    private static final PathMatcher BEST = FileSystems.getDefault().getPathMatcher("glob:best*.pt");

    private final Path artifacts;
    private final FolderLayout layout;

    YoloRuns(Path artifacts, FolderLayout layout) {
        this.artifacts = artifacts;
        this.layout = layout;
    }

    /** One model for each run. */
    List<ModelFiles> list() throws IOException {
        Path folder = artifacts.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<String, List<String>> folders = new TreeMap<>();
        for (Path entry : sorted(folder)) {
            String name = String.valueOf(entry.getFileName());
            Matcher matcher = RUN.matcher(name);
            if (matcher.matches() && !name.startsWith(".") && Files.isDirectory(entry)) {
                folders.computeIfAbsent(matcher.group(1), run -> new ArrayList<>())
                        .add(name);
            }
        }
        List<ModelFiles> models = new ArrayList<>();
        for (Map.Entry<String, List<String>> run : folders.entrySet()) {
            List<ModelFiles.Fold> folds = folds(folder, run.getKey(), run.getValue());
            if (!folds.isEmpty()) {
                models.add(new ModelFiles(
                        FOLDER + "/" + run.getKey() + "_fold*/weights/best.pt",
                        run.getKey(),
                        artifacts,
                        Optional.of(name(run.getKey())),
                        folds));
            }
        }
        return models;
    }

    private String name(String run) {
        return layout.yoloModel().filter(model -> run.equals(layout.yoloRun())).orElse(run);
    }

    private List<ModelFiles.Fold> folds(Path folder, String run, List<String> names) throws IOException {
        SortedSet<Integer> numbers = numbers(run, names);
        List<ModelFiles.Fold> folds = new ArrayList<>();
        for (int number : numbers) {
            String wanted = run + "_fold" + number;
            Path exact = folder.resolve(wanted).resolve("weights").resolve("best.pt");
            Optional<Path> file = Files.isRegularFile(exact)
                    ? Optional.of(exact)
                    : first(
                            folder,
                            names.stream()
                                    .filter(name -> name.startsWith(wanted) && !isOtherFold(name, number, numbers))
                                    .toList());
            file.ifPresent(found -> folds.add(new ModelFiles.Fold(number, found)));
        }
        return folds;
    }

    /**
     * Which folds to look for. When a number is demanded, those up to it, as PokeAI does: the second run of fold 1 that
     * Ultralytics has called {@code …_fold12} is then found as fold 1. Else those that the folders name.
     */
    private SortedSet<Integer> numbers(String run, List<String> names) {
        TreeSet<Integer> numbers = new TreeSet<>();
        names.forEach(name -> numbers.add(Integer.parseInt(matched(name).group(2))));
        Optional<Integer> demanded = layout.foldsOf(name(run));
        if (demanded.isPresent()) {
            int first = Math.min(1, numbers.first());
            numbers.clear();
            for (int number = first; number < first + demanded.get(); number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** {@code run_fold12} is no other run of fold 1 when a fold 12 is looked for. */
    private static boolean isOtherFold(String name, int number, SortedSet<Integer> numbers) {
        int other = Integer.parseInt(matched(name).group(2));
        return other != number && numbers.contains(other);
    }

    private static Matcher matched(String name) {
        Matcher matcher = RUN.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalStateException(name + " is no run");
        }
        return matcher;
    }

    private static Optional<Path> first(Path folder, List<String> names) throws IOException {
        for (String name : names) {
            Path weights = folder.resolve(name).resolve("weights");
            if (Files.isDirectory(weights)) {
                for (Path file : sorted(weights)) {
                    if (BEST.matches(file.getFileName()) && Files.isRegularFile(file)) {
                        return Optional.of(file);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(Comparator.comparing(Path::toString)).toList();
        }
    }
}
