package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * VGG, with and without batch normalisation.
 *
 * <p><b>Source</b> torchvision 0.2x, {@code models/vgg.py}: {@code VGG}, {@code make_layers}, {@code cfgs}.
 */
final class Vgg implements Family {
    private static final double EPSILON = 1e-5;
    private static final double DROPOUT = 0.5;
    private static final int POOLED = 7;
    private static final int HIDDEN = 4096;
    private static final Pattern FEATURE = Pattern.compile("features\\.\\d+\\.(weight|bias)");
    private static final int[] PLANES = {64, 128, 256, 512, 512};

    /** The number of convolutions in each of the five stages, which end in a pool. */
    private record Member(String name, List<Integer> stages) {}

    private static final List<Member> MEMBERS = List.of(
            new Member("vgg11", List.of(1, 1, 2, 2, 2)),
            new Member("vgg13", List.of(2, 2, 2, 2, 2)),
            new Member("vgg16", List.of(2, 2, 3, 3, 3)),
            new Member("vgg19", List.of(2, 2, 4, 4, 4)));

    @Override
    public String name() {
        return "vgg";
    }

    @Override
    public FamilySummary summary() {
        return new FamilySummary(
                "VGG-11/13/16/19 with and without batch normalisation",
                "convolutions per stage; also narrowed",
                "1e-5");
    }

    @Override
    public boolean claims(Checkpoint checkpoint) {
        Names names = new Names(checkpoint.stateDict());
        // AlexNet and SqueezeNet count from classifier.1, MobileNets and EfficientNets have blocks.
        return names.hasAny(FEATURE) && (names.has("classifier.0.weight") || names.has("classifier.3.weight"));
    }

    @Override
    public List<NetworkBuilder> describe(Checkpoint checkpoint) {
        Names names = new Names(checkpoint.stateDict());
        boolean norm = names.has("features.1.running_mean") || names.has("features.1.weight");
        int first = names.size("features.0.weight", 0);
        List<NetworkBuilder> all = new ArrayList<>();
        for (Member member : MEMBERS) {
            String architecture = member.name() + (norm ? "_bn" : "");
            all.add(new Plan(names, architecture, norm, PLANES).build(member.stages()));
            // The same with fewer channels everywhere.
            int[] narrowed = IntStream.of(PLANES)
                    .map(planes -> planes * first / PLANES[0])
                    .toArray();
            all.add(new Plan(names, architecture, norm, narrowed).build(member.stages()));
        }
        return all;
    }

    @Override
    public Optional<NetworkBuilder> fresh(String architecture, int classes) {
        boolean norm = architecture.endsWith("_bn");
        String name = norm ? architecture.substring(0, architecture.length() - "_bn".length()) : architecture;
        return MEMBERS.stream()
                .filter(member -> member.name().equals(name))
                .map(member -> new Plan(HIDDEN, classes, architecture, norm, PLANES).build(member.stages()))
                .findFirst();
    }

    @Override
    public List<String> freshNames() {
        return MEMBERS.stream()
                .flatMap(member -> Stream.of(member.name(), member.name() + "_bn"))
                .toList();
    }

    /** As {@code VGG.__init__}. */
    @Override
    public Initialisation initialisation() {
        return Initialisation.KAIMING_NORMAL_AND_SMALL_LINEAR;
    }

    /** {@code vgg(cfg, batch_norm)}. */
    private static final class Plan {
        private final int hidden;
        private final int classes;
        private final boolean norm;
        private final int[] planes;
        private final NetworkBuilder net;
        private int layer;

        Plan(Names names, String architecture, boolean norm, int... planes) {
            this(names.size("classifier.0.weight", 0), names.classes("classifier.6"), architecture, norm, planes);
        }

        Plan(int hidden, int classes, String architecture, boolean norm, int... planes) {
            this.hidden = hidden;
            this.classes = classes;
            this.norm = norm;
            this.planes = planes;
            net = new NetworkBuilder("vgg", architecture);
        }

        NetworkBuilder build(List<Integer> stages) {
            String x = Network.INPUT;
            int in = 3;
            for (int stage = 0; stage < stages.size(); stage++) {
                for (int i = 0; i < stages.get(stage); i++) {
                    x = net.conv(next(), x, Conv.same(in, planes[stage], 3).withBias());
                    x = norm ? net.batchNorm(next(), x, planes[stage], EPSILON) : x;
                    x = net.relu(next(), x);
                    in = planes[stage];
                }
                x = net.add(next(), new Operator.MaxPool(2, 2, 0), x);
            }
            x = net.flatten("flatten", net.averagePool("avgpool", x, POOLED));
            x = net.relu("classifier.1", net.linear("classifier.0", x, in * POOLED * POOLED, hidden));
            x = net.dropout("classifier.2", x, DROPOUT);
            x = net.relu("classifier.4", net.linear("classifier.3", x, hidden, hidden));
            x = net.dropout("classifier.5", x, DROPOUT);
            net.head("classifier.6", x, hidden, classes);
            return net;
        }

        private String next() {
            return "features." + layer++;
        }
    }
}
