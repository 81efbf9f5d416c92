package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.runtime.internal.certificate.CertificateFile;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which files of an artifacts folder back ends are asked about: those that end as models usually do or as a back end has
 * declared, and, while there is a back end that declares nothing, every other file that is not plainly something else.
 *
 * <p>A folder may hold a hundred thousand pictures, so only names are looked at for those, and no more than
 * {@value #MOST_UNKNOWN} files of unknown kind are shown to back ends.
 *
 * @param suffixes lower case, as declared
 * @param everything whether some back end looks at any file
 */
public record WantedFiles(Set<String> suffixes, boolean everything) {
    /** Of files of unknown kind, the first by name are asked about. */
    static final int MOST_UNKNOWN = 1000;

    /** What lies beside models: pictures, tables, texts, programs, and files that are still being made or were put aside. */
    private static final Set<String> OTHER = Set.of(
            "jpg",
            "jpeg",
            "jpe",
            "jfif",
            "png",
            "apng",
            "gif",
            "bmp",
            "webp",
            "tif",
            "tiff",
            "heic",
            "heif",
            "avif",
            "svg",
            "ico",
            "mpo",
            "ppm",
            "pgm",
            "psd",
            "mp4",
            "avi",
            "mov",
            "mkv",
            "csv",
            "tsv",
            "json",
            "jsonl",
            "ndjson",
            "yaml",
            "yml",
            "toml",
            "ini",
            "cfg",
            "conf",
            "properties",
            "txt",
            "md",
            "rst",
            "log",
            "html",
            "htm",
            "xml",
            "css",
            "js",
            "pdf",
            "doc",
            "docx",
            "xls",
            "xlsx",
            "py",
            "pyc",
            "ipynb",
            "sh",
            "bat",
            "java",
            "class",
            "jar",
            "so",
            "dll",
            "exe",
            "part",
            "crdownload",
            "download",
            "filepart",
            "partial",
            "tmp",
            "temp",
            "bak",
            "backup",
            "old",
            "orig",
            "swp",
            "lock",
            "pid",
            "sha256",
            "sha1",
            "md5",
            "sum",
            "sig",
            "asc");

    public WantedFiles {
        suffixes = Set.copyOf(suffixes);
    }

    public static WantedFiles of(Collection<ClassifierFactory> backends) {
        Set<String> suffixes = new LinkedHashSet<>();
        boolean everything = false;
        for (ClassifierFactory backend : backends) {
            Set<String> declared = backend.suffixes();
            everything |= declared.isEmpty();
            declared.forEach(suffix -> suffixes.add(suffix.toLowerCase(Locale.ROOT)));
        }
        return new WantedFiles(suffixes, everything);
    }

    /** Those of both. */
    public WantedFiles and(WantedFiles more) {
        Set<String> all = new LinkedHashSet<>(suffixes);
        all.addAll(more.suffixes);
        return new WantedFiles(all, everything || more.everything);
    }

    /** Whether the back end is asked about a file that no person has named. */
    static boolean asks(ClassifierFactory backend, Path file) {
        Set<String> declared = backend.suffixes();
        return declared.isEmpty()
                || declared.stream().anyMatch(suffix -> name(file).endsWith(suffix.toLowerCase(Locale.ROOT)));
    }

    /** The regular files among these that back ends are asked about, by name. */
    List<Path> among(Stream<Path> files) {
        List<Path> named = files.filter(file -> isDeclared(file) || (everything && mayBeModel(file)))
                .sorted()
                .toList();
        int[] unknown = {0};
        return named.stream()
                .filter(file -> isDeclared(file) || unknown[0] < MOST_UNKNOWN)
                .filter(Files::isRegularFile)
                .filter(file -> isDeclared(file) || (Files.isReadable(file) && unknown[0]++ < MOST_UNKNOWN))
                .toList();
    }

    private boolean isDeclared(Path file) {
        String name = name(file);
        return FileNames.isModel(file) || (!isAside(name) && suffixes.stream().anyMatch(name::endsWith));
    }

    private static boolean mayBeModel(Path file) {
        String name = name(file);
        return !isAside(name) && !name.endsWith("~") && !OTHER.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** Hidden, or one of the files that say something about a model. */
    private static boolean isAside(String name) {
        return name.startsWith(".")
                || name.equals(ClassesFile.FILE_NAME)
                || name.endsWith(ClassesFile.SUFFIX)
                || name.endsWith(SideFile.SUFFIX)
                || name.endsWith(CertificateFile.SUFFIX);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}
