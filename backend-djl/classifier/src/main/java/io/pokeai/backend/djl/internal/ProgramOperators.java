package io.pokeai.backend.djl.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds operators in the code of a TorchScript program that a classifier does not need, such as those that touch files.
 *
 * <p>Operators are reached by two names that mean something to the interpreter: {@code torch.conv2d(…)} is one of PyTorch's
 * own, {@code ops.<namespace>.<name>(…)} is any registered one. Either name behind another dot is not an operator, as in the
 * class {@code __torch__.torchvision.ops.misc.Conv2dNormActivation}. The interpreter allows white space around dots, brackets
 * around the two names and other names for them, so code that is not written as the printer writes it is refused.
 *
 * <p><b>Source</b> {@code torch/csrc/jit/serialization/{python_print,import_source}.cpp} and
 * {@code torch/csrc/jit/frontend/lexer.h}, 2.7.<br>
 * <b>Threads</b> all methods are pure.
 */
final class ProgramOperators {
    private static final String GAP = "[\\s\\\\]*";
    private static final Pattern ROOT = Pattern.compile("(?<![\\w.])(ops|torch)(?!\\w)");
    private static final Pattern MEMBER = Pattern.compile(GAP + "\\." + GAP + "(\\w+)");

    /** Follows the name of a field that happens to be called {@code ops} or {@code torch}, on a line of its own. */
    private static final Pattern DECLARATION = Pattern.compile(" : ");

    private static final Pattern BEFORE_DOT = Pattern.compile("\\." + GAP + "$");
    private static final Set<String> TOUCH_FILES = Set.of("save", "from_file", "load");
    private static final Set<String> OWN = Set.of("aten", "prim", "prims", "quantized", "mkldnn");
    private static final List<String> LONG_STRINGS = List.of("\"\"\"", "'''");
    private static final int MOST_SHOWN = 80;

    private ProgramOperators() {}

    /** The name of the first operator that is refused; empty if all are harmless. */
    static Optional<String> reachingOut(String code) {
        String text = withoutStrings(code);
        Matcher root = ROOT.matcher(text);
        while (root.find()) {
            String before = text.substring(Math.max(0, root.start() - MOST_SHOWN), root.start());
            if (BEFORE_DOT.matcher(before).find() || isDeclaration(text, root.start(), root.end())) {
                continue;
            }
            Optional<String> refused = refused(text, root.group(1), root.end());
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refused(String text, String root, int end) {
        Matcher member = MEMBER.matcher(text).region(end, text.length());
        if (!member.lookingAt()) {
            return Optional.of(root);
        }
        String name = root + "." + member.group(1);
        if (root.equals("torch")) {
            return TOUCH_FILES.contains(member.group(1)) ? Optional.of(name) : Optional.empty();
        }
        Matcher operator = MEMBER.matcher(text).region(member.end(), text.length());
        if (!operator.lookingAt()) {
            return Optional.of(name);
        }
        boolean harmless = OWN.contains(member.group(1)) && !TOUCH_FILES.contains(operator.group(1));
        return harmless ? Optional.empty() : Optional.of(name + "." + operator.group(1));
    }

    private static boolean isDeclaration(String text, int start, int end) {
        int line = text.lastIndexOf('\n', start - 1) + 1;
        return text.substring(line, start).isBlank()
                && DECLARATION.matcher(text).region(end, text.length()).lookingAt();
    }

    /**
     * The code with its strings emptied. What the interpreter may see as code is left as it is: comments, which may be
     * types; strings that are not closed on their line; and everything, where strings may go over lines.
     */
    private static String withoutStrings(String code) {
        if (LONG_STRINGS.stream().anyMatch(code::contains)) {
            return code;
        }
        StringBuilder text = new StringBuilder(code.length());
        int i = 0;
        while (i < code.length()) {
            char c = code.charAt(i);
            int end = i + 1;
            if (c == '#') {
                int line = code.indexOf('\n', i);
                end = line < 0 ? code.length() : line;
                text.append(code, i, end);
            } else if (c == '"' || c == '\'') {
                int closed = endOfString(code, i);
                end = closed < 0 ? end : closed;
                text.append(closed < 0 ? String.valueOf(c) : "\"\"");
            } else {
                text.append(c);
            }
            i = end;
        }
        return text.toString();
    }

    /** The index behind the closing quotation mark; -1 if the string does not end on its line. */
    private static int endOfString(String code, int start) {
        for (int i = start + 1; i < code.length() && code.charAt(i) != '\n'; i++) {
            if (code.charAt(i) == '\\') {
                i++;
                if (i < code.length() && code.charAt(i) == '\n') {
                    return -1;
                }
            } else if (code.charAt(i) == code.charAt(start)) {
                return i + 1;
            }
        }
        return -1;
    }
}
