package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.Checkpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * All families of networks that are known. A new one is one file and one line here; messages, {@code docs/families.md} and the
 * tests of every back end take what they need from this list.
 *
 * <p><b>Threads</b> safe.
 */
public final class Families {
    // Any size at which no value of a network vanishes; a back end checks the real size against the network again.
    private static final int PROBE_SIZE = 224;

    private static final int MAX_CLASSES = 1_000_000;

    private static final List<Family> ALL = List.of(
            new ResNet(), new Vgg(), new MobileNetV2(), new MobileNetV3(), new EfficientNet(), new YoloClassifier());

    private Families() {}

    /** Their order does not matter: a known network is claimed by one family only. */
    static List<Family> all() {
        return ALL;
    }

    /** What is known, for people. */
    public static String known() {
        return ALL.stream().map(family -> family.summary().members()).collect(Collectors.joining(", "));
    }

    /**
     * The network of a checkpoint, by the names and shapes of its tensors or by its module tree; no element is read.
     *
     * @return empty when it is of no known family
     * @throws EngineException {@code MODEL_INVALID} when it is, and tensors are missing, too many or of another shape, or
     *     its module computes something else: one error lists all of it
     */
    public static Optional<Network> find(Checkpoint checkpoint) {
        return ALL.stream()
                .filter(family -> family.claims(checkpoint))
                .findFirst()
                .map(family -> network(family, checkpoint));
    }

    /**
     * A network before any training, with weights drawn as torchvision draws them. The same seed gives the same bits on every JVM;
     * they are not those of PyTorch's generator.
     *
     * @param architecture such as {@code resnet18} or {@code vgg16_bn}
     * @param classes at least 1
     * @return empty when no family makes networks of this name
     */
    public static Optional<Network> fresh(String architecture, int classes, long seed) {
        if (classes < 1 || classes > MAX_CLASSES) {
            throw EngineException.invalidArgument(
                    "A network for " + classes + " classes cannot be.", "Name 1 to " + MAX_CLASSES + ".");
        }
        return ALL.stream()
                .flatMap(family -> family
                        .fresh(architecture, classes)
                        .map(builder -> family.initialisation().network(builder, new Random(seed)))
                        .stream())
                .findFirst();
    }

    /** The names that {@link #fresh} knows, for people. */
    public static String freshNames() {
        return ALL.stream().flatMap(family -> family.freshNames().stream()).collect(Collectors.joining(", "));
    }

    private static Network network(Family family, Checkpoint checkpoint) {
        Network network = family.describe(checkpoint).stream()
                .map(builder -> new StrictCheck(builder, checkpoint.stateDict()))
                .min(Comparator.comparingInt(StrictCheck::problems))
                .orElseThrow(() -> new EngineException(ErrorCode.INTERNAL, family.name() + " describes nothing.", ""))
                .requireFit();
        Shapes.of(network, PROBE_SIZE);
        checkpoint
                .module()
                .filter(module -> !family.readsModules())
                .ifPresent(module -> ModuleCheck.requireSame(network, module));
        return network;
    }
}
