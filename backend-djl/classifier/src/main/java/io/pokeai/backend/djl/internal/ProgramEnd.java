package io.pokeai.backend.djl.internal;

import io.pokeai.engine.api.ScoreKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a TorchScript program ends in, read from its code as text: follows what {@code forward} returns through the methods
 * that it calls, to a softmax, a sigmoid or a linear layer. Where the code is not as simple as that of a traced model,
 * the result is empty.
 *
 * <p><b>Source</b> the printer of {@code torch/csrc/jit/serialization/python_print.cpp}, 2.7: one assignment per line, each
 * name assigned once in traced code.<br>
 * <b>Threads</b> confined to one.
 */
final class ProgramEnd {
    private static final int MAX_STEPS = 200;
    private static final String FORWARD = "forward";
    private static final String SELF = "self";

    private static final Pattern ROOT = Pattern.compile("c(__torch__[\\w.]*)\n(\\w+)\n");
    private static final Pattern CALL = Pattern.compile("torch\\.(\\w+)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern METHOD_CALL = Pattern.compile("\\((\\w+)\\)\\.(\\w+)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern RETURNS = Pattern.compile("\\) -> ([^:\n]+):\n");
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final Pattern ATTRIBUTE = Pattern.compile("self\\.(\\w+)|getattr\\(self, \"([^\"]+)\"\\)");

    /** These leave the numbers of a row as they are. */
    private static final Set<String> TRANSPARENT = Set.of(
            "flatten",
            "squeeze",
            "view",
            "reshape",
            "to",
            "contiguous",
            "detach",
            "clamp",
            "dropout",
            "alias",
            "clone");

    private static final Set<String> LINEAR = Set.of("linear", "addmm", "matmul", "_convolution", "conv2d");

    private final Map<String, String> code;
    private int steps;

    private ProgramEnd(Map<String, String> code) {
        this.code = code;
    }

    /**
     * What the scores are; empty when the code does not show it.
     *
     * @param root the bytes of {@code data.pkl} as Latin-1, which name the class of the program
     * @param code the texts of {@code code/…}, by their name below that folder without {@code .py}
     */
    static Optional<End> of(String root, Map<String, String> code) {
        return program(root).flatMap(program -> new ProgramEnd(code).returned(program, FORWARD, null));
    }

    /** The type of what the program returns, such as {@code Tensor}; empty when the code does not show it. */
    static Optional<String> type(String root, Map<String, String> code) {
        return program(root)
                .flatMap(program -> new ProgramEnd(code).method(program, FORWARD))
                .map(RETURNS::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).strip());
    }

    /** The class of the program. */
    private static Optional<String> program(String root) {
        Matcher name = ROOT.matcher(root);
        return name.find() ? Optional.of(name.group(1) + "." + name.group(2)) : Optional.empty();
    }

    /**
     * The last operator that counts.
     *
     * @param kind what it makes
     * @param operator its name
     */
    record End(ScoreKind kind, String operator) {}

    /** One call of a method: its lines, and where its argument comes from. */
    private record Frame(
            String type,
            String body,
            List<String> parameters,
            @Nullable Caller caller) {}

    /** Who called, and with what. */
    private record Caller(Frame frame, String arguments) {}

    /** The text of a method, from its {@code def} to the next one. */
    private Optional<String> method(String type, String name) {
        Optional<String> source = source(type);
        int start = source.map(text -> text.indexOf("  def " + name + "(self")).orElse(-1);
        if (start < 0) {
            return Optional.empty();
        }
        String method = source.orElseThrow().substring(start);
        int next = method.indexOf("\n  def ", 1);
        return Optional.of(next < 0 ? method : method.substring(0, next));
    }

    private Optional<End> returned(String type, String method, @Nullable Caller caller) {
        String whole = method(type, method).orElse("");
        int colon = whole.indexOf(") ->");
        int body = whole.indexOf(":\n", Math.max(0, colon));
        if (colon < 0 || body < 0) {
            return Optional.empty();
        }
        List<String> parameters = Pattern.compile("(\\w+): ")
                .matcher(whole.substring(0, colon))
                .results()
                .map(match -> match.group(1))
                .filter(parameter -> !parameter.equals(SELF))
                .toList();
        Frame frame = new Frame(type, whole.substring(body + 2), parameters, caller);
        List<String> returns = Pattern.compile("(?m)^ *return (.*)$")
                .matcher(frame.body())
                .results()
                .map(match -> match.group(1))
                .toList();
        return returns.size() == 1 ? end(returns.get(0), frame) : Optional.empty();
    }

    private Optional<End> end(String expression, Frame frame) {
        if (++steps > MAX_STEPS) {
            return Optional.empty();
        }
        String text = expression.strip();
        if (NAME.matcher(text).matches()) {
            return named(text, frame);
        }
        Matcher method = METHOD_CALL.matcher(text);
        if (method.matches()) {
            Caller caller = new Caller(frame, method.group(3));
            return member(method.group(1), frame).flatMap(type -> returned(type, method.group(2), caller));
        }
        Matcher call = CALL.matcher(text);
        return call.matches() ? called(call.group(1), arguments(call.group(2)), frame) : Optional.empty();
    }

    private Optional<End> named(String name, Frame frame) {
        List<String> values = assigned(name, frame);
        if (values.size() == 1) {
            return end(values.get(0), frame);
        }
        Caller caller = frame.caller();
        if (caller == null || !values.isEmpty() || !frame.parameters().equals(List.of(name))) {
            return Optional.empty();
        }
        List<String> given = arguments(caller.arguments());
        return given.size() == 1 ? end(given.get(0), caller.frame()) : Optional.empty();
    }

    private static List<String> assigned(String name, Frame frame) {
        return Pattern.compile("(?m)^ *" + name + " = (.*)$")
                .matcher(frame.body())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private Optional<End> called(String operator, List<String> arguments, Frame frame) {
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        if (TRANSPARENT.contains(operator)) {
            return end(arguments.get(0), frame);
        }
        if (LINEAR.contains(operator)) {
            return Optional.of(new End(ScoreKind.LOGITS, operator));
        }
        return switch (operator) {
            case "softmax" -> {
                boolean ofClasses = arguments.size() > 1 && Set.of("1", "-1").contains(arguments.get(1));
                yield ofClasses ? Optional.of(new End(ScoreKind.PROBABILITIES, operator)) : Optional.empty();
            }
            case "log_softmax" -> Optional.of(new End(ScoreKind.LOGITS, operator));
            case "sigmoid", "hardsigmoid" -> Optional.of(new End(ScoreKind.INDEPENDENT_PROBABILITIES, operator));
            default -> Optional.empty();
        };
    }

    /** The class of the module that a name stands for. */
    private Optional<String> member(String name, Frame frame) {
        if (name.equals(SELF)) {
            return Optional.of(frame.type());
        }
        List<String> values = assigned(name, frame);
        if (values.size() != 1) {
            return Optional.empty();
        }
        Matcher attribute = ATTRIBUTE.matcher(values.get(0));
        if (!attribute.matches()) {
            return Optional.empty();
        }
        String field = attribute.group(1) == null ? attribute.group(2) : attribute.group(1);
        String quoted = Pattern.quote(field);
        Matcher type = Pattern.compile(
                        "(?m)^  (?:" + quoted + " : |__annotations__\\[\"" + quoted + "\"\\] = )([\\w.]+)$")
                .matcher(source(frame.type()).orElse(""));
        return type.find() ? Optional.of(type.group(1)) : Optional.empty();
    }

    /** The text of a class: that after its head, to the next class. */
    private Optional<String> source(String type) {
        int dot = type.lastIndexOf('.');
        String file = code.get(type.substring(0, Math.max(0, dot)).replace('.', '/'));
        if (file == null) {
            return Optional.empty();
        }
        int start = file.indexOf("class " + type.substring(dot + 1) + "(Module):");
        if (start < 0) {
            return Optional.empty();
        }
        int next = file.indexOf("\nclass ", start);
        return Optional.of(next < 0 ? file.substring(start) : file.substring(start, next));
    }

    /** What stands between commas that are in no brackets. */
    private static List<String> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                String argument = text.substring(start, i).strip();
                if (!argument.isEmpty()) {
                    arguments.add(argument);
                }
                start = i + 1;
            }
        }
        return arguments;
    }
}
