package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.Checkpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * ResNet, Wide ResNet and ResNeXt.
 *
 * <p><b>Source</b> torchvision 0.2x, {@code models/resnet.py}: {@code ResNet}, {@code BasicBlock}, {@code Bottleneck}.
 */
final class ResNet implements Family {
    private static final double EPSILON = 1e-5;
    private static final int STAGES = 4;
    private static final int EXPANSION = 4;
    private static final int[] PLANES = {64, 128, 256, 512};

    /** By kind of block, blocks per stage, groups and width per group. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("BasicBlock [2, 2, 2, 2] 1x64", "resnet18"),
            Map.entry("BasicBlock [3, 4, 6, 3] 1x64", "resnet34"),
            Map.entry("Bottleneck [3, 4, 6, 3] 1x64", "resnet50"),
            Map.entry("Bottleneck [3, 4, 23, 3] 1x64", "resnet101"),
            Map.entry("Bottleneck [3, 8, 36, 3] 1x64", "resnet152"),
            Map.entry("Bottleneck [3, 4, 6, 3] 1x128", "wide_resnet50_2"),
            Map.entry("Bottleneck [3, 4, 23, 3] 1x128", "wide_resnet101_2"),
            Map.entry("Bottleneck [3, 4, 6, 3] 32x4", "resnext50_32x4d"),
            Map.entry("Bottleneck [3, 4, 23, 3] 32x8", "resnext101_32x8d"),
            Map.entry("Bottleneck [3, 4, 23, 3] 64x4", "resnext101_64x4d"));

    @Override
    public String name() {
        return "resnet";
    }

    @Override
    public FamilySummary summary() {
        return new FamilySummary(
                "ResNet-18/34/50/101/152, Wide ResNet, ResNeXt",
                "blocks per stage, kind of block, groups and width; also narrowed",
                "1e-5");
    }

    @Override
    public boolean claims(Checkpoint checkpoint) {
        return new Names(checkpoint.stateDict()).hasAnyBelow("layer1.0.conv");
    }

    @Override
    public List<NetworkBuilder> describe(Checkpoint checkpoint) {
        Names names = new Names(checkpoint.stateDict());
        boolean bottleneck = names.has("layer1.0.conv3.weight") || names.has("layer1.1.conv3.weight");
        // As torchvision builds them, or else as wide as the tensors are.
        int[] narrowed = IntStream.rangeClosed(1, STAGES)
                .map(stage -> bottleneck
                        ? names.size("layer" + stage + ".0.conv3.weight", 0) / EXPANSION
                        : names.size("layer" + stage + ".0.conv1.weight", 0))
                .toArray();
        return List.of(
                new Plan(names, bottleneck, PLANES[0], PLANES).build(),
                new Plan(names, bottleneck, names.size("conv1.weight", 0), narrowed).build());
    }

    @Override
    public Optional<NetworkBuilder> fresh(String architecture, int classes) {
        return KNOWN.entrySet().stream()
                .filter(known -> known.getValue().equals(architecture))
                .map(known -> Plan.of(known.getKey(), classes).build())
                .findFirst();
    }

    @Override
    public List<String> freshNames() {
        return KNOWN.values().stream().sorted().toList();
    }

    /** As {@code ResNet.__init__}. */
    @Override
    public Initialisation initialisation() {
        return Initialisation.KAIMING_NORMAL;
    }

    /** The arguments of {@code ResNet(block, layers, num_classes, groups, width_per_group)}, as far as tensors show them. */
    private static final class Plan {
        private final boolean bottleneck;
        private final int stem;
        private final int[] planes;
        private final int[] layers;
        private final int groups;
        private final double widthPerPlane;
        private final int classes;
        private final NetworkBuilder net;
        private int inplanes;

        Plan(Names names, boolean bottleneck, int stem, int... planes) {
            this.bottleneck = bottleneck;
            this.stem = stem;
            this.planes = planes;
            layers = IntStream.rangeClosed(1, STAGES)
                    .map(stage -> Math.max(1, names.blocks("layer" + stage + ".")))
                    .toArray();
            int width = names.size("layer1.0.conv2.weight", 0);
            int perGroup = names.size("layer1.0.conv2.weight", 1);
            boolean grouped = bottleneck && perGroup > 0 && planes[0] > 0 && width % perGroup == 0 && width > 0;
            groups = grouped ? width / perGroup : 1;
            widthPerPlane = grouped ? (double) perGroup / planes[0] : 1;
            classes = names.classes("fc");
            net = new NetworkBuilder("resnet", architecture());
        }

        private Plan(boolean bottleneck, int[] layers, int groups, double widthPerPlane, int classes) {
            this.bottleneck = bottleneck;
            this.stem = PLANES[0];
            this.planes = PLANES;
            this.layers = layers;
            this.groups = groups;
            this.widthPerPlane = widthPerPlane;
            this.classes = classes;
            net = new NetworkBuilder("resnet", architecture());
        }

        /** @param kind as {@link #architecture} writes it, such as {@code Bottleneck [3, 4, 6, 3] 32x4} */
        static Plan of(String kind, int classes) {
            int[] numbers = Pattern.compile("\\d+")
                    .matcher(kind)
                    .results()
                    .mapToInt(found -> Integer.parseInt(found.group()))
                    .toArray();
            return new Plan(
                    kind.startsWith("Bottleneck"),
                    Arrays.copyOf(numbers, STAGES),
                    numbers[STAGES],
                    (double) numbers[STAGES + 1] / PLANES[0],
                    classes);
        }

        private String architecture() {
            String kind = (bottleneck ? "Bottleneck " : "BasicBlock ") + Arrays.toString(layers) + " " + groups + "x"
                    + Math.round(widthPerPlane * PLANES[0]);
            String known = stem == PLANES[0] && Arrays.equals(planes, PLANES) ? KNOWN.get(kind) : null;
            return known == null ? "resnet" : known;
        }

        NetworkBuilder build() {
            inplanes = stem;
            String x = net.conv(
                    "conv1",
                    Network.INPUT,
                    Conv.of(3, inplanes, 7).withStride(2).withPadding(3));
            x = net.relu("relu", net.batchNorm("bn1", x, inplanes, EPSILON));
            x = net.add("maxpool", new Operator.MaxPool(3, 2, 1), x);
            for (int stage = 0; stage < STAGES; stage++) {
                for (int block = 0; block < layers[stage]; block++) {
                    int stride = stage > 0 && block == 0 ? 2 : 1;
                    String module = "layer" + (stage + 1) + "." + block;
                    x = bottleneck
                            ? bottleneck(module, x, planes[stage], stride)
                            : basicBlock(module, x, planes[stage], stride);
                }
            }
            x = net.flatten("flatten", net.averagePool("avgpool", x, 1));
            net.head("fc", x, inplanes, classes);
            return net;
        }

        private String basicBlock(String module, String x, int planes, int stride) {
            String y = net.conv(
                    module + ".conv1", x, Conv.same(inplanes, planes, 3).withStride(stride));
            y = net.relu(module + ".relu", net.batchNorm(module + ".bn1", y, planes, EPSILON));
            y = net.conv(module + ".conv2", y, Conv.same(planes, planes, 3));
            y = net.batchNorm(module + ".bn2", y, planes, EPSILON);
            return joined(module, x, y, planes, stride);
        }

        private String bottleneck(String module, String x, int planes, int stride) {
            int width = ((int) (planes * widthPerPlane)) * groups;
            int out = planes * EXPANSION;
            String y = net.conv(module + ".conv1", x, Conv.of(inplanes, width, 1));
            y = net.relu(module + ".relu", net.batchNorm(module + ".bn1", y, width, EPSILON));
            Conv conv2 = Conv.same(width, width, 3).withStride(stride).withGroups(groups);
            y = net.conv(module + ".conv2", y, conv2);
            y = net.relu(module + ".relu", net.batchNorm(module + ".bn2", y, width, EPSILON));
            y = net.conv(module + ".conv3", y, Conv.of(width, out, 1));
            y = net.batchNorm(module + ".bn3", y, out, EPSILON);
            return joined(module, x, y, out, stride);
        }

        private String joined(String module, String x, String y, int out, int stride) {
            String identity = x;
            if (stride != 1 || inplanes != out) {
                Conv conv = Conv.of(inplanes, out, 1).withStride(stride);
                identity = net.conv(module + ".downsample.0", x, conv);
                identity = net.batchNorm(module + ".downsample.1", identity, out, EPSILON);
            }
            inplanes = out;
            return net.relu(module + ".relu", net.plus(module + ".add", y, identity));
        }
    }
}
