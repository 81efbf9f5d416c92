package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Corruptions that training pictures get now and then, at a random severity.
 *
 * <p><b>Threads</b> safe.
 *
 * @param members at least one, each as likely as the others
 * @param share of the pictures that get one, above 0, at most 1
 */
public record TrainCorruptions(List<Member> members, double share) {
    /** All that are installed. */
    public static final String ALL = "all";

    private static final int GREY = 127;

    /**
     * A corruption.
     *
     * @param most severities are drawn from 1 to this one
     */
    public record Member(Augmentation augmentation, int most) {
        /** @throws EngineException {@code INVALID_ARGUMENT} when it has no such severity */
        public Member {
            augmentation.info().requireSeverity(most);
        }

        private String name() {
            return augmentation.info().name();
        }
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} without a member, for one that is named twice, and for a share out of range */
    public TrainCorruptions {
        members = List.copyOf(members);
        if (!(share > 0 && share <= 1)) {
            throw EngineException.invalidArgument(
                    "A share of " + share + " of the pictures cannot be corrupted.",
                    "'--corrupt-share' has to be above 0 and at most 1.");
        }
        if (members.isEmpty() || members.stream().map(Member::name).distinct().count() < members.size()) {
            throw EngineException.invalidArgument(
                    "'--corrupt' names " + (members.isEmpty() ? "no corruption." : "a corruption twice."),
                    "Name each one once, such as fog:3,jpeg_compression.");
        }
    }

    /**
     * Reads {@code fog:3,jpeg_compression}, where a severity is the largest one, or {@link #ALL}. Each one is tried on a picture of
     * the size that the network sees; of all, those that cannot corrupt such a picture are left out.
     *
     * @param side of that picture
     * @throws EngineException {@code INVALID_ARGUMENT} that says which part is wrong and what is allowed; {@code UNAVAILABLE} when
     *     no corruption is installed
     */
    public static TrainCorruptions parse(String text, double share, Augmentations installed, int side) {
        if (installed.list().isEmpty()) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "'--corrupt' needs the corruptions of the engine, and none are installed.",
                    "Install the bundle 'aug-corruptions', or train without '--corrupt'.");
        }
        List<Member> members = new ArrayList<>();
        if (text.strip().equals(ALL)) {
            installed.list().stream()
                    .map(info -> new Member(installed.find(info.name()), info.severities()))
                    .filter(member -> fits(member, side))
                    .forEach(members::add);
        } else {
            for (String part : text.split(",", -1)) {
                members.add(member(part.strip(), installed));
            }
            members.forEach(member -> tried(member, side));
        }
        return new TrainCorruptions(members, share);
    }

    private static Member member(String part, Augmentations installed) {
        int colon = part.indexOf(':');
        Augmentation found =
                installed.find(colon < 0 ? part : part.substring(0, colon).strip());
        if (colon < 0) {
            return new Member(found, found.info().severities());
        }
        try {
            return new Member(found, Integer.parseInt(part.substring(colon + 1).strip()));
        } catch (NumberFormatException e) {
            throw EngineException.invalidArgument(
                    "'" + part + "' says no severity.",
                    "Write " + found.info().name() + " or " + found.info().name() + ":1 to "
                            + found.info().severities() + ".");
        }
    }

    private static boolean fits(Member member, int side) {
        try {
            tried(member, side);
            return true;
        } catch (EngineException e) {
            if (e.code() == ErrorCode.INVALID_ARGUMENT) {
                return false;
            }
            throw e;
        }
    }

    private static void tried(Member member, int side) {
        byte[] grey = new byte[side * side * Image.CHANNELS];
        java.util.Arrays.fill(grey, (byte) GREY);
        Image picture = new Image(side, side, grey);
        for (int severity = 1; severity <= member.most(); severity++) {
            applied(member, picture, severity, 0);
        }
    }

    private static Pixels applied(Member member, Image picture, int severity, long seed) {
        Augmentation augmentation = member.augmentation();
        return augmentation.apply(picture, severity, augmentation.info().random(seed, picture, severity));
    }

    /** The picture, or one of the same size that is corrupted. */
    Pixels of(Image picture, Draws draws) {
        if (draws.unit() >= share) {
            return picture;
        }
        Member member = members.get(draws.below(members.size()));
        int severity = 1 + draws.below(member.most());
        return applied(member, picture, severity, draws.bits());
    }

    /** All of it in one line; the same line is the same change. */
    public String description() {
        return members.stream()
                        .map(member -> member.name() + ":" + member.most())
                        .collect(Collectors.joining(",")) + " at a share of " + share;
    }

    /** The names that a training record has for them. */
    List<String> names() {
        return members.stream().map(Member::name).toList();
    }
}
