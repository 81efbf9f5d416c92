package io.pokeai.engine.command.kit;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of files and folders, in the order of the arguments, folders sorted by name.
 *
 * <p>A named file is always a picture; in a folder only what has the extension of one. Hidden entries are passed over.
 * Links are followed, each folder is entered once for each argument, so that a loop of links ends. A folder is read when
 * its turn comes: memory holds the names of the folders on the way down, not of the whole tree.
 *
 * <p><b>Threads</b> iterated by one thread at a time; the counters may be read by others.
 */
public final class PictureWalk implements Iterator<Picture> {
    /** Extensions of what the engine decodes. */
    public static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "mpo", "png", "webp", "bmp", "gif");

    private static final int MAX_NAME_COLUMNS = 60;

    /** Entries of one folder that are still to come. */
    private record Level(Iterator<Path> entries, Path below, int nameColumns) {}

    private final Iterator<Path> arguments;
    private final int argumentColumns;
    private final WalkReport report;
    private final Optional<Path> excluded;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Set<Object> entered = new HashSet<>();
    private @Nullable Picture next;

    /**
     * @param arguments files and folders
     * @param report learns what was passed over
     * @param excluded a folder below the arguments that is not entered: the one that results are written to
     */
    public PictureWalk(List<Path> arguments, WalkReport report, Optional<Path> excluded) {
        this.arguments = arguments.iterator();
        this.report = report;
        this.excluded = excluded;
        this.argumentColumns = columns(
                arguments.stream().filter(path -> !Files.isDirectory(path)).toList());
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            Level level = levels.peek();
            if (level != null && level.entries().hasNext()) {
                visit(level, level.entries().next());
            } else if (level != null) {
                levels.pop();
            } else if (arguments.hasNext()) {
                start(arguments.next());
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public Picture next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Picture picture = Objects.requireNonNull(next);
        next = null;
        return picture;
    }

    private void start(Path argument) {
        entered.clear();
        if (Files.isDirectory(argument)) {
            enter(argument, name(argument.toAbsolutePath().normalize()));
        } else {
            next = new Picture(argument, name(argument), argumentColumns);
        }
    }

    private void visit(Level level, Path entry) {
        Path below = level.below().resolve(name(entry));
        if (Files.isDirectory(entry)) {
            if (excluded.filter(folder -> isSame(folder, entry)).isEmpty()) {
                enter(entry, below);
            }
        } else if (isPicture(entry)) {
            next = new Picture(entry, below, level.nameColumns());
        } else {
            report.skipped();
        }
    }

    private void enter(Path folder, Path below) {
        List<Path> entries = new ArrayList<>();
        try {
            Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
            if (!entered.add(key == null ? folder.toRealPath() : key)) {
                return;
            }
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                for (Path entry : stream) {
                    if (!name(entry).toString().startsWith(".")) {
                        entries.add(entry);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            report.unreadable(folder, e);
            return;
        }
        Collections.sort(entries);
        int columns = columns(entries.stream().filter(PictureWalk::isPicture).toList());
        levels.push(new Level(entries.iterator(), below, columns));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isPicture(Path file) {
        String name = name(file).toString();
        int dot = name.lastIndexOf('.');
        return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static Path name(Path path) {
        Path name = path.getFileName();
        return name == null ? Path.of("") : name;
    }

    private static int columns(List<Path> paths) {
        int widest = 0;
        for (Path path : paths) {
            int width = SafeText.width(SafeText.line(path.toString()));
            if (width <= MAX_NAME_COLUMNS) {
                widest = Math.max(widest, width);
            }
        }
        return widest;
    }
}
