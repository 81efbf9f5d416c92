package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.network.Operator.Activation.Function;
import java.util.List;
import java.util.Optional;

/**
 * EfficientNet-B0 to B7.
 *
 * <p><b>Source</b> torchvision 0.2x, {@code models/efficientnet.py}: {@code EfficientNet}, {@code MBConv},
 * {@code _efficientnet_conf} and the functions {@code efficientnet_b0} … {@code efficientnet_b7}.
 */
final class EfficientNet implements Family {
    private static final String HEAD = "classifier.1";
    private static final double STOCHASTIC_DEPTH = 0.2;
    private static final int LAST_FACTOR = 4;

    /** The arguments of one member. */
    private record Member(String name, double width, double depth, double dropout, double epsilon, double momentum) {}

    private static final List<Member> MEMBERS = List.of(
            new Member("efficientnet_b0", 1.0, 1.0, 0.2, 1e-5, 0.1),
            new Member("efficientnet_b1", 1.0, 1.1, 0.2, 1e-5, 0.1),
            new Member("efficientnet_b2", 1.1, 1.2, 0.3, 1e-5, 0.1),
            new Member("efficientnet_b3", 1.2, 1.4, 0.3, 1e-5, 0.1),
            new Member("efficientnet_b4", 1.4, 1.8, 0.4, 1e-5, 0.1),
            new Member("efficientnet_b5", 1.6, 2.2, 0.4, 1e-3, 0.01),
            new Member("efficientnet_b6", 1.8, 2.6, 0.5, 1e-3, 0.01),
            new Member("efficientnet_b7", 2.0, 3.1, 0.5, 1e-3, 0.01));

    /** Expansion, kernel, stride, channels in, channels out, repetitions. */
    private static final int[][] SETTING = {
        {1, 3, 1, 32, 16, 1},
        {6, 3, 2, 16, 24, 2},
        {6, 5, 2, 24, 40, 2},
        {6, 3, 2, 40, 80, 3},
        {6, 5, 1, 80, 112, 3},
        {6, 5, 2, 112, 192, 4},
        {6, 3, 1, 192, 320, 1}
    };

    @Override
    public String name() {
        return "efficientnet";
    }

    @Override
    public FamilySummary summary() {
        return new FamilySummary("EfficientNet-B0…B7", "depth and width", "1e-5, from B5 on 1e-3");
    }

    @Override
    public boolean claims(Checkpoint checkpoint) {
        Names names = new Names(checkpoint.stateDict());
        // EfficientNetV2 has no squeeze and excitation in its first stages.
        return names.hasAnyBelow("features.1.0.block.1.fc") || names.hasAnyBelow("features.2.0.block.2.fc");
    }

    @Override
    public List<NetworkBuilder> describe(Checkpoint checkpoint) {
        Names names = new Names(checkpoint.stateDict());
        int classes = names.classes(HEAD);
        return MEMBERS.stream().map(member -> new Plan(member).build(classes)).toList();
    }

    @Override
    public Optional<NetworkBuilder> fresh(String architecture, int classes) {
        return MEMBERS.stream()
                .filter(member -> member.name().equals(architecture))
                .map(member -> new Plan(member).build(classes))
                .findFirst();
    }

    @Override
    public List<String> freshNames() {
        return MEMBERS.stream().map(Member::name).toList();
    }

    /** As {@code EfficientNet.__init__}. */
    @Override
    public Initialisation initialisation() {
        return Initialisation.KAIMING_NORMAL_AND_UNIFORM_LINEAR;
    }

    /** {@code _efficientnet(inverted_residual_setting, dropout, last_channel)}. */
    private static final class Plan {
        private final Member member;
        private final NetworkBuilder net;
        private final InvertedBlock block;
        private final int blocks;
        private int built;

        Plan(Member member) {
            this.member = member;
            net = new NetworkBuilder("efficientnet", member.name());
            block = new InvertedBlock(net, member.epsilon(), member.momentum());
            int sum = 0;
            for (int[] row : SETTING) {
                sum += repetitions(row);
            }
            blocks = sum;
        }

        private int repetitions(int... row) {
            return (int) Math.ceil(row[5] * member.depth());
        }

        NetworkBuilder build(int classes) {
            int in = Widths.divisible(SETTING[0][3] * member.width());
            Conv stem = Conv.same(3, in, 3).withStride(2);
            String x = block.convNorm("features.0", Network.INPUT, stem, Function.SILU);
            int stage = 1;
            for (int[] row : SETTING) {
                int out = Widths.divisible(row[4] * member.width());
                for (int i = 0; i < repetitions(row); i++) {
                    x = mbConv("features." + stage + "." + i, x, in, out, row[0], row[1], i == 0 ? row[2] : 1);
                    in = out;
                }
                stage++;
            }
            int last = LAST_FACTOR * in;
            x = block.convNorm("features." + stage, x, Conv.of(in, last, 1), Function.SILU);
            x = net.flatten("flatten", net.averagePool("avgpool", x, 1));
            x = net.dropout("classifier.0", x, member.dropout());
            net.head(HEAD, x, last, classes);
            return net;
        }

        private String mbConv(String module, String x, int in, int out, int expansion, int kernel, int stride) {
            int expanded = Widths.divisible(in * expansion);
            int i = 0;
            String y = x;
            if (expanded != in) {
                y = block.convNorm(module + ".block." + i++, y, Conv.of(in, expanded, 1), Function.SILU);
            }
            Conv depthwise =
                    Conv.same(expanded, expanded, kernel).withStride(stride).withGroups(expanded);
            y = block.convNorm(module + ".block." + i++, y, depthwise, Function.SILU);
            y = block.squeezeExcitation(
                    module + ".block." + i++, y, expanded, Math.max(1, in / 4), Function.SILU, Function.SIGMOID);
            y = block.convNorm(module + ".block." + i, y, Conv.of(expanded, out, 1));
            double probability = STOCHASTIC_DEPTH * built++ / blocks;
            if (stride != 1 || in != out) {
                return y;
            }
            y = net.add(module + ".stochastic_depth", new Operator.StochasticDepth(probability), y);
            return net.plus(module + ".add", y, x);
        }
    }
}
