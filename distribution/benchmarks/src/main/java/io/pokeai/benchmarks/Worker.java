package io.pokeai.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java side of a comparison: a process that measures when it is told to and sleeps otherwise, so that another process
 * can take turns with it on the same machine.
 *
 * <p>One command a line on standard input, its words separated by tabs; one line of answer on standard output:
 *
 * <ul>
 *   <li>{@code load NAME KIND ARGUMENT…} prepares a task of {@link Tasks} and answers with what the task says of itself
 *   <li>{@code run NAME MILLIS THREADS} repeats it for that time and answers with a {@link Measurement}
 * </ul>
 */
public final class Worker {
    private final Map<String, Task> tasks = new HashMap<>();

    private Worker() {}

    public static void main(String[] args) throws Exception {
        Worker worker = new Worker();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(worker.answer(List.of(line.split("\t"))));
        }
        System.exit(0); // an engine that a task has opened goes with the process
    }

    private String answer(List<String> command) throws Exception {
        String name = command.get(1);
        if (command.get(0).equals("load")) {
            Task task = Tasks.prepare(command.get(2), command.subList(3, command.size()));
            tasks.put(name, task);
            return task.description();
        }
        Task task = tasks.get(name);
        if (!command.get(0).equals("run") || task == null) {
            throw new IOException("no such command: " + command);
        }
        return Measurement.of(task, Long.parseLong(command.get(2)), Integer.parseInt(command.get(3)))
                .toString();
    }
}
