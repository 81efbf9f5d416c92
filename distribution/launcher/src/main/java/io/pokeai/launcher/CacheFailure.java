package io.pokeai.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;

/** Why the cache folder failed while the runtime started, with the folder, the cause and the remedy. */
final class CacheFailure {
    private static final String ELSEWHERE = "Name another folder with --cache or POKEAI_CACHE.";

    private CacheFailure() {}

    /** One sentence for people; the failure's own message where the cache folder is not the cause. */
    static String sentence(Path cache, Exception failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable one = failure; one != null; one = one.getCause()) {
            all.append(one).append('\n');
            if (one instanceof AccessDeniedException) {
                all.append("permission denied\n");
            }
        }
        String text = all.toString().toLowerCase(Locale.ROOT);
        String start = "the cache folder " + cache + " cannot be used: ";
        if (text.contains("no space left") || text.contains("quota exceeded")) {
            return start + "its disk is full. Free some space there. " + ELSEWHERE;
        }
        if (text.contains("read-only file system")) {
            return start + "its file system is read-only. " + ELSEWHERE;
        }
        if (text.contains("permission denied")) {
            return start + "permission denied (" + failure.getMessage() + "). " + ELSEWHERE;
        }
        return failure instanceof IOException ? failure + ". " + ELSEWHERE : String.valueOf(failure.getMessage());
    }
}
