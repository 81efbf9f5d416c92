package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A line of {@code architectures.txt}: what torchvision's {@code state_dict()} of one network is, for {@value #CLASSES} classes.
 *
 * @param name as torchvision calls it
 * @param tensors how many it has, without {@code num_batches_tracked}
 * @param sha256 over the sorted lines {@code name [shape]}; its first half
 * @param clues the tensors that tell it apart from the other members of its family
 */
record Published(String name, int tensors, String sha256, Map<String, Tensor> clues) {
    static final int CLASSES = 17;

    static Stream<Published> all() {
        try (InputStream in = Published.class.getResourceAsStream("architectures.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().toList().stream().map(Published::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Published named(String name) {
        return all().filter(published -> published.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Published parse(String line) {
        List<String> words = List.of(line.split(" ", -1));
        Map<String, Tensor> clues = new LinkedHashMap<>();
        for (String clue : words.subList(3, words.size())) {
            String[] nameAndShape = clue.split("=", -1);
            clues.put(nameAndShape[0], Fakes.tensor(shape(nameAndShape[1])));
        }
        return new Published(words.get(0), Integer.parseInt(words.get(1)), words.get(2), clues);
    }

    private static long[] shape(String text) {
        return Arrays.stream(text.split("x", -1)).mapToLong(Long::parseLong).toArray();
    }

    /** The one family that claims the clues. */
    Family family() {
        Checkpoint checkpoint = Fakes.checkpoint(clues);
        List<Family> claiming = Families.all().stream()
                .filter(family -> family.claims(checkpoint))
                .toList();
        if (claiming.size() != 1) {
            throw new AssertionError(name + " is claimed by "
                    + claiming.stream().map(Family::name).toList() + ", and one family has to claim it");
        }
        return claiming.get(0);
    }

    /** What its family wants of a state dict. */
    NetworkBuilder builder() {
        return family().describe(Fakes.checkpoint(clues)).stream()
                .filter(candidate -> candidate.architecture().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(family().name() + " describes no " + name));
    }

    @Override
    public String toString() {
        return name;
    }
}
