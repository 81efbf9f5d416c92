package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.network.Operator.Activation.Function;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * MobileNetV2.
 *
 * <p><b>Source</b> torchvision 0.2x, {@code models/mobilenetv2.py}: {@code MobileNetV2}, {@code InvertedResidual}.
 */
final class MobileNetV2 implements Family {
    private static final String NAME = "mobilenet_v2";
    private static final String HEAD = "classifier.1";
    private static final double EPSILON = 1e-5;
    private static final double DROPOUT = 0.2;
    private static final int STEM = 32;
    private static final int LAST = 1280;

    /** Expansion, channels, repetitions, stride. */
    private static final int[][] SETTING = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FamilySummary summary() {
        return new FamilySummary("MobileNetV2", "width of the layers, of all usual widths", "1e-5");
    }

    @Override
    public boolean claims(Checkpoint checkpoint) {
        Names names = new Names(checkpoint.stateDict());
        return names.hasAnyBelow("features.1.conv.") || names.hasAnyBelow("features.2.conv.");
    }

    @Override
    public List<NetworkBuilder> describe(Checkpoint checkpoint) {
        Names names = new Names(checkpoint.stateDict());
        return DoubleStream.of(Widths.MULTIPLIERS)
                .mapToObj(width -> new Plan(width).build(names.classes(HEAD)))
                .toList();
    }

    @Override
    public Optional<NetworkBuilder> fresh(String architecture, int classes) {
        return Optional.of(architecture).filter(NAME::equals).map(name -> new Plan(1.0).build(classes));
    }

    @Override
    public List<String> freshNames() {
        return List.of(NAME);
    }

    /** As {@code MobileNetV2.__init__}. */
    @Override
    public Initialisation initialisation() {
        return Initialisation.KAIMING_NORMAL_AND_SMALL_LINEAR;
    }

    /** {@code MobileNetV2(num_classes, width_mult)}. */
    private static final class Plan {
        private final double width;
        private final NetworkBuilder net;

        Plan(double width) {
            this.width = width;
            net = new NetworkBuilder(NAME, NAME + Widths.suffix(width));
        }

        NetworkBuilder build(int classes) {
            int in = Widths.divisible(STEM * width);
            int last = Widths.divisible(LAST * Math.max(1.0, width));
            String x = convNormRelu6(
                    "features.0", Network.INPUT, Conv.same(3, in, 3).withStride(2));
            int layer = 1;
            for (int[] row : SETTING) {
                int out = Widths.divisible(row[1] * width);
                for (int i = 0; i < row[2]; i++) {
                    x = invertedResidual("features." + layer++, x, in, out, i == 0 ? row[3] : 1, row[0]);
                    in = out;
                }
            }
            x = convNormRelu6("features." + layer, x, Conv.of(in, last, 1));
            x = net.flatten("flatten", net.averagePool("avgpool", x, 1));
            x = net.dropout("classifier.0", x, DROPOUT);
            net.head(HEAD, x, last, classes);
            return net;
        }

        private String invertedResidual(String module, String x, int in, int out, int stride, int expansion) {
            int hidden = in * expansion;
            int i = 0;
            String y = x;
            if (expansion != 1) {
                y = convNormRelu6(module + ".conv." + i++, y, Conv.of(in, hidden, 1));
            }
            Conv depthwise = Conv.same(hidden, hidden, 3).withStride(stride).withGroups(hidden);
            y = convNormRelu6(module + ".conv." + i++, y, depthwise);
            y = net.conv(module + ".conv." + i++, y, Conv.of(hidden, out, 1));
            y = net.batchNorm(module + ".conv." + i, y, out, EPSILON);
            return stride == 1 && in == out ? net.plus(module + ".add", x, y) : y;
        }

        private String convNormRelu6(String module, String x, Conv conv) {
            String y = net.conv(module + ".0", x, conv);
            y = net.batchNorm(module + ".1", y, conv.out(), EPSILON);
            return net.activation(module + ".2", y, Function.RELU6);
        }
    }
}
