package io.pokeai.aug.reports;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was written.
 *
 * @param files whole and in place, in the order in which they were written
 * @param notes sentences about what is missing and why, such as plots where there are no fonts
 */
public record WrittenFiles(List<Path> files, List<String> notes) {
    /** The lists are copied. */
    public WrittenFiles {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /** These and others; the same sentence is said once. */
    WrittenFiles and(WrittenFiles others) {
        return new WrittenFiles(
                Stream.concat(files.stream(), others.files.stream()).toList(),
                Stream.concat(notes.stream(), others.notes.stream()).distinct().toList());
    }
}
