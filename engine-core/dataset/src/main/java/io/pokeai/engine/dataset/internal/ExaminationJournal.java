package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.picture.MeasuredPicture;
import io.pokeai.engine.dataset.picture.PictureTraits;
import io.pokeai.engine.dataset.picture.SmallPictures;
import io.pokeai.engine.dataset.picture.TraitReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a run has examined so far, one line for each file, so that the next run need not examine it again after a crash.
 *
 * <p>A line begins with the checksum of its rest; one that was cut short or damaged is skipped. A file whose size, times or
 * identity have changed since is examined again. A run that finishes deletes the journal: the next run examines all files.
 *
 * <p><b>Threads</b> {@link #orExamine} may be called by many, the rest by one.
 */
public final class ExaminationJournal implements AutoCloseable {
    private static final char GAP = '\t';
    private static final int FIELDS = 9;
    /** The stamp of a file whose attributes cannot be read: it is examined every time. */
    private static final String UNKNOWN = "unknown";

    private final Map<String, Examination> known;
    private final @Nullable Writer writer;
    private final Optional<SmallPictures> small;
    /** How many small pictures earlier runs have left; a picture with a larger number is measured again. */
    private final int smallBefore;

    private ExaminationJournal(Map<String, Examination> known, @Nullable Writer writer, Optional<SmallPictures> small) {
        this.known = known;
        this.writer = writer;
        this.small = small;
        this.smallBefore = small.map(SmallPictures::count).orElse(0);
    }

    /** A journal that remembers nothing. */
    public static ExaminationJournal none() {
        return new ExaminationJournal(Map.of(), null, Optional.empty());
    }

    /**
     * Reads the journal of an earlier run, and appends to it.
     *
     * @param small takes the small versions of the measured pictures; belongs to the caller
     */
    public static ExaminationJournal open(Path path, Optional<SmallPictures> small) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder == null ? path : folder);
            Map<String, Examination> known = new HashMap<>();
            boolean wholeLines = true;
            if (Files.exists(path)) {
                String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
                text.lines().forEach(line -> parse(line).ifPresent(each -> known.put(each.path(), each)));
                wholeLines = text.isEmpty() || text.endsWith("\n");
            }
            Writer writer = Files.newBufferedWriter(
                    path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (!wholeLines) {
                writer.write('\n');
            }
            return new ExaminationJournal(known, writer, small);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The journal " + path + " cannot be written: " + e.getMessage() + ".",
                    "Make its folder writable, or free space on its disk.",
                    e);
        }
    }

    /** How many files are known. */
    public int size() {
        return known.size();
    }

    /** What the journal knows about a file; a file that it does not know is examined now. */
    public Finding orExamine(DatasetFile file, PictureExaminer examiner) {
        String stamp = stamp(file.file());
        Examination before = known.get(file.path());
        if (before != null && !stamp.equals(UNKNOWN) && before.stamp().equals(stamp) && isEnough(before, examiner)) {
            return new Finding(before, Optional.empty());
        }
        return examiner.examine(file, stamp);
    }

    private boolean isEnough(Examination before, PictureExaminer examiner) {
        return !examiner.isMeasuring()
                || !before.isReadable()
                || before.measured().filter(each -> each.small() < smallBefore).isPresent();
    }

    /** Remembers a finding, and returns it with its measures. */
    public Examination keep(Finding look) {
        Examination found = look.facts();
        if (look.reading().isPresent()) {
            TraitReader.Reading reading = look.reading().get();
            found = found.measured(
                    new MeasuredPicture(reading.traits(), small.orElseThrow().add(reading.small())));
        }
        if (writer != null && !found.equals(known.get(found.path()))) {
            write(writer, found);
        }
        return found;
    }

    private static void write(Writer writer, Examination found) {
        try {
            String line = String.join(
                    String.valueOf(GAP),
                    List.of(
                            escaped(found.path()),
                            found.stamp(),
                            String.valueOf(found.width()),
                            String.valueOf(found.height()),
                            found.hash(),
                            found.failure().map(ErrorCode::name).orElse(""),
                            escaped(found.reason()),
                            found.measured().map(each -> each.traits().text()).orElse(""),
                            found.measured()
                                    .map(each -> String.valueOf(each.small()))
                                    .orElse("")));
            writer.write(checksum(line) + GAP + line + '\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Optional<Examination> parse(String line) {
        int gap = line.indexOf(GAP);
        if (gap < 0 || !checksum(line.substring(gap + 1)).equals(line.substring(0, gap))) {
            return Optional.empty();
        }
        String[] fields = line.substring(gap + 1).split("\t", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Examination(
                    unescaped(fields[0]),
                    fields[1],
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    fields[4],
                    fields[5].isEmpty() ? Optional.empty() : Optional.of(ErrorCode.valueOf(fields[5])),
                    unescaped(fields[6]),
                    fields[7].isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new MeasuredPicture(PictureTraits.parse(fields[7]), Integer.parseInt(fields[8])))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // another version wrote it
        }
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        return text.translateEscapes();
    }

    /** Size, times and identity; no program can set the time of the last change of the inode. */
    private static String stamp(Path file) {
        try {
            Map<String, Object> found =
                    Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino,dev", new LinkOption[0]);
            return found.get("size") + " " + nanos(found.get("lastModifiedTime")) + " " + nanos(found.get("ctime"))
                    + " " + found.get("ino") + " " + found.get("dev");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    private static String nanos(@Nullable Object time) {
        return time instanceof FileTime known ? String.valueOf(known.to(TimeUnit.NANOSECONDS)) : "?";
    }
}
