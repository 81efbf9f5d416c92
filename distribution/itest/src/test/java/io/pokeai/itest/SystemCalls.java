package io.pokeai.itest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process and its children asked the kernel for, seen by strace. */
final class SystemCalls {
    private static final Pattern PATH = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern CHANGES = Pattern.compile(
            "\\b(creat|mkdir|mkdirat|rename|renameat|renameat2|unlink|unlinkat|rmdir|link|linkat|symlink"
                    + "|symlinkat|truncate|mknod|mknodat)\\(.*");
    private static final Pattern OPENS_TO_WRITE = Pattern.compile("\\b(open|openat)\\(.*O_(WRONLY|RDWR|CREAT|TRUNC).*");
    private static final Pattern NETWORK =
            Pattern.compile("\\b(connect|bind|sendto|sendmsg|sendmmsg)\\(.*(AF_INET|AF_INET6|sin_addr|sin6_addr).*");
    private static final Pattern ELSEWHERE = Pattern.compile("\\b\\w+at2?\\((?:\\d+|AT_FDCWD)<([^>]*)>.*");
    private static final Pattern GOES_TO =
            Pattern.compile("^(\\d+) +(?:chdir\\(\"([^\"]*)\"|fchdir\\(\\d+<([^>]*)>)\\) += 0");
    /** {@code mkdir -p} asks for folders that are there. */
    private static final Pattern WAS_THERE = Pattern.compile("\\bmkdir(at)?\\(.* = -1 EEXIST.*");

    private final List<String> lines;
    private final Path directory;

    private SystemCalls(List<String> lines, Path directory) {
        this.lines = lines;
        this.directory = directory;
    }

    /** The command that runs another one and writes down its calls. */
    static String[] tracer(Path trace) {
        return new String[] {
            "strace", "-f", "-qq", "-y", "-s", "4096", "-o", trace.toString(), "-e", "trace=%network,%file,fchdir"
        };
    }

    static boolean available() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** @param directory in which the process was started */
    static SystemCalls read(Path trace, Path directory) throws IOException {
        return new SystemCalls(Files.readAllLines(trace, StandardCharsets.ISO_8859_1), directory);
    }

    int count() {
        return lines.size();
    }

    /** Everything that would have left the machine, or opened a door into it. */
    List<String> network() {
        return lines.stream().filter(line -> NETWORK.matcher(line).find()).toList();
    }

    /** Every path that it wanted to write, create, rename or delete, whether or not that succeeded. */
    Set<Path> written() {
        Set<Path> written = new TreeSet<>();
        Map<String, Path> directories = new HashMap<>();
        for (String line : lines) {
            Path here = directories.getOrDefault(process(line), directory);
            Matcher goes = GOES_TO.matcher(line);
            if (goes.find()) {
                String target = goes.group(2) == null ? goes.group(3) : goes.group(2);
                directories.put(process(line), here.resolve(target).normalize());
            } else if (writes(line)) {
                written.addAll(paths(line, here));
            }
        }
        return written;
    }

    private static boolean writes(String line) {
        return !WAS_THERE.matcher(line).find()
                && (CHANGES.matcher(line).find() || OPENS_TO_WRITE.matcher(line).find());
    }

    private static String process(String line) {
        return line.substring(0, Math.max(0, line.indexOf(' ')));
    }

    private static List<Path> paths(String line, Path here) {
        Matcher elsewhere = ELSEWHERE.matcher(line);
        Path base = elsewhere.find() ? Path.of(elsewhere.group(1)) : here;
        List<Path> paths = new ArrayList<>();
        Matcher matcher = PATH.matcher(line);
        while (matcher.find()) {
            paths.add(base.resolve(matcher.group(1)).normalize());
        }
        return paths;
    }
}
