package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.network.Operator.Activation.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * MobileNetV3, small and large.
 *
 * <p><b>Source</b> torchvision 0.2x, {@code models/mobilenetv3.py}: {@code MobileNetV3}, {@code InvertedResidual},
 * {@code _mobilenet_v3_conf}; {@code ops/misc.py}: {@code SqueezeExcitation}.
 */
final class MobileNetV3 implements Family {
    private static final String SMALL_NAME = "mobilenet_v3_small";
    private static final String LARGE_NAME = "mobilenet_v3_large";
    private static final String HEAD = "classifier.3";

    // norm_layer = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)
    private static final double EPSILON = 1e-3;
    private static final double MOMENTUM = 0.01;
    private static final double DROPOUT = 0.2;

    /** {@code InvertedResidualConfig}. */
    private record Row(int in, int kernel, int expanded, int out, boolean squeeze, boolean hardSwish, int stride) {
        Row scaled(double width) {
            return new Row(
                    Widths.divisible(in * width),
                    kernel,
                    Widths.divisible(expanded * width),
                    Widths.divisible(out * width),
                    squeeze,
                    hardSwish,
                    stride);
        }
    }

    private static final List<Row> LARGE = List.of(
            new Row(16, 3, 16, 16, false, false, 1),
            new Row(16, 3, 64, 24, false, false, 2),
            new Row(24, 3, 72, 24, false, false, 1),
            new Row(24, 5, 72, 40, true, false, 2),
            new Row(40, 5, 120, 40, true, false, 1),
            new Row(40, 5, 120, 40, true, false, 1),
            new Row(40, 3, 240, 80, false, true, 2),
            new Row(80, 3, 200, 80, false, true, 1),
            new Row(80, 3, 184, 80, false, true, 1),
            new Row(80, 3, 184, 80, false, true, 1),
            new Row(80, 3, 480, 112, true, true, 1),
            new Row(112, 3, 672, 112, true, true, 1),
            new Row(112, 5, 672, 160, true, true, 2),
            new Row(160, 5, 960, 160, true, true, 1),
            new Row(160, 5, 960, 160, true, true, 1));

    private static final List<Row> SMALL = List.of(
            new Row(16, 3, 16, 16, true, false, 2),
            new Row(16, 3, 72, 24, false, false, 2),
            new Row(24, 3, 88, 24, false, false, 1),
            new Row(24, 5, 96, 40, true, true, 2),
            new Row(40, 5, 240, 40, true, true, 1),
            new Row(40, 5, 240, 40, true, true, 1),
            new Row(40, 5, 120, 48, true, true, 1),
            new Row(48, 5, 144, 48, true, true, 1),
            new Row(48, 5, 288, 96, true, true, 2),
            new Row(96, 5, 576, 96, true, true, 1),
            new Row(96, 5, 576, 96, true, true, 1));

    private static final int LARGE_LAST = 1280;
    private static final int SMALL_LAST = 1024;

    @Override
    public String name() {
        return "mobilenet_v3";
    }

    @Override
    public FamilySummary summary() {
        return new FamilySummary("MobileNetV3 small and large", "blocks and widths, of all usual widths", "1e-3");
    }

    @Override
    public boolean claims(Checkpoint checkpoint) {
        Names names = new Names(checkpoint.stateDict());
        return names.hasAnyBelow("features.1.block.") || names.hasAnyBelow("features.2.block.");
    }

    @Override
    public List<NetworkBuilder> describe(Checkpoint checkpoint) {
        Names names = new Names(checkpoint.stateDict());
        List<NetworkBuilder> all = new ArrayList<>();
        int classes = names.classes(HEAD);
        for (double width : Widths.MULTIPLIERS) {
            all.add(new Plan(SMALL_NAME, width).build(classes, SMALL, SMALL_LAST));
            all.add(new Plan(LARGE_NAME, width).build(classes, LARGE, LARGE_LAST));
        }
        return all;
    }

    @Override
    public Optional<NetworkBuilder> fresh(String architecture, int classes) {
        return switch (architecture) {
            case SMALL_NAME -> Optional.of(new Plan(SMALL_NAME, 1.0).build(classes, SMALL, SMALL_LAST));
            case LARGE_NAME -> Optional.of(new Plan(LARGE_NAME, 1.0).build(classes, LARGE, LARGE_LAST));
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> freshNames() {
        return List.of(SMALL_NAME, LARGE_NAME);
    }

    /** As {@code MobileNetV3.__init__}. */
    @Override
    public Initialisation initialisation() {
        return Initialisation.KAIMING_NORMAL_AND_SMALL_LINEAR;
    }

    /** {@code MobileNetV3(inverted_residual_setting, last_channel, num_classes)}. */
    private static final class Plan {
        private final double width;
        private final NetworkBuilder net;
        private final InvertedBlock block;

        Plan(String architecture, double width) {
            this.width = width;
            net = new NetworkBuilder("mobilenet_v3", architecture + Widths.suffix(width));
            block = new InvertedBlock(net, EPSILON, MOMENTUM);
        }

        NetworkBuilder build(int classes, List<Row> setting, int last) {
            int in = setting.get(0).scaled(width).in();
            Conv stem = Conv.same(3, in, 3).withStride(2);
            String x = block.convNorm("features.0", Network.INPUT, stem, Function.HARD_SWISH);
            int layer = 1;
            for (Row unscaled : setting) {
                Row row = unscaled.scaled(width);
                x = invertedResidual("features." + layer++, x, row);
                in = row.out();
            }
            x = block.convNorm("features." + layer, x, Conv.of(in, 6 * in, 1), Function.HARD_SWISH);
            x = net.flatten("flatten", net.averagePool("avgpool", x, 1));
            int hidden = Widths.divisible(last * width);
            x = net.activation("classifier.1", net.linear("classifier.0", x, 6 * in, hidden), Function.HARD_SWISH);
            x = net.dropout("classifier.2", x, DROPOUT);
            net.head(HEAD, x, hidden, classes);
            return net;
        }

        private String invertedResidual(String module, String x, Row row) {
            Function function = row.hardSwish() ? Function.HARD_SWISH : Function.RELU;
            int i = 0;
            String y = x;
            if (row.expanded() != row.in()) {
                Conv expand = Conv.of(row.in(), row.expanded(), 1);
                y = block.convNorm(module + ".block." + i++, y, expand, function);
            }
            Conv depthwise = Conv.same(row.expanded(), row.expanded(), row.kernel())
                    .withStride(row.stride())
                    .withGroups(row.expanded());
            y = block.convNorm(module + ".block." + i++, y, depthwise, function);
            if (row.squeeze()) {
                int quarter = row.expanded() / 4;
                int squeezed = Widths.divisible(quarter);
                y = block.squeezeExcitation(
                        module + ".block." + i++, y, row.expanded(), squeezed, Function.RELU, Function.HARD_SIGMOID);
            }
            y = block.convNorm(module + ".block." + i, y, Conv.of(row.expanded(), row.out(), 1));
            return row.stride() == 1 && row.in() == row.out() ? net.plus(module + ".add", x, y) : y;
        }
    }
}
