package io.pokeai.demo.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands of the loop, in order. */
final class LoopOrders {
    /** Two networks that answer as one. */
    static final String ENSEMBLE = "resnet18";

    /** The same in integers. */
    static final String INTEGERS = "resnet18-int8";

    /** One network that has learned from both. */
    static final String STUDENT = "resnet18-one";

    /** The one network in integers. */
    static final String SMALLEST = "resnet18-one-int8";

    /** The table of all models; of its three forms, the one whose cells can be told apart. */
    static final String TABLE = "reports/small_models_" + ENSEMBLE + ".md";

    private static final String NOTHING = "(?!)()";

    // What learns the creatures for certain, in half a minute on two quiet cores.
    private static final String RECIPE = " --epochs 3 --batch 16 --lr 0.001 --seed ";

    // PASS, FAIL and INCONCLUSIVE: the gate's answers are no failures of the demo.
    private static final Set<Integer> VERDICTS = Set.of(0, 1, 4);

    private LoopOrders() {}

    /** @param distils whether the installation has the command that makes one network of two */
    static List<LoopOrder> of(long seed, boolean distils) {
        List<LoopOrder> orders = new ArrayList<>();
        orders.add(LoopOrder.of(
                "split them: two folds to learn from, and a test",
                "preprocess --folds 2",
                "((?:training|test) rows .*)",
                "train_dev_split.csv",
                "test_split.csv"));
        orders.add(LoopOrder.of(
                "trained a ResNet-18 on each fold, from random weights",
                "train --model " + ENSEMBLE + " --folds 2 --size 48" + RECIPE + seed,
                "(mean of .*)",
                "best_resnet18_fold1.pth",
                "best_resnet18_fold2.pth",
                "training_record.json"));
        orders.add(LoopOrder.of(
                "examined the two, which answer as one model, on the test",
                "evaluate --model " + ENSEMBLE,
                "(accuracy .*)",
                "reports/report_resnet18.html"));
        if (distils) {
            orders.add(LoopOrder.of(
                    "taught one network what the two say together",
                    "distill --model " + ENSEMBLE + " --into " + STUDENT + RECIPE + seed + " --no-table",
                    "(best_.*: epoch .*)",
                    "best_resnet18-one_fold1.pth"));
        }
        orders.add(LoopOrder.of(
                "rewrote the two, to compute with 8-bit integers",
                "quantize --model " + ENSEMBLE + " --into " + INTEGERS + " --no-table",
                "(.* layers in int8).*",
                "resnet18-int8_fold1.onnx",
                "resnet18-int8_fold2.onnx"));
        if (distils) {
            orders.add(LoopOrder.of(
                    "rewrote the one as well",
                    "quantize --model " + STUDENT + " --into " + SMALLEST + " --no-table",
                    "(.* layers in int8).*",
                    "resnet18-one-int8_fold1.onnx"));
        }
        orders.add(LoopOrder.of(
                        "compared all of them: accuracy, clean and corrupted, time, size",
                        "small-models --baseline " + ENSEMBLE
                                + (distils ? " --candidate " + STUDENT : "")
                                + " --candidate " + INTEGERS
                                + (distils ? " --candidate " + SMALLEST : ""),
                        NOTHING,
                        "reports/small_models_resnet18.html",
                        TABLE)
                .withStatuses(VERDICTS));
        orders.add(LoopOrder.of(
                "made fog, noise and blur stronger, to see where they break",
                "robustness --model " + ENSEMBLE + " --model " + INTEGERS
                        + " --with fog,gaussian_noise,motion_blur --severities 1,3,5",
                "(imagenet-c, accuracy of .* minus .*)",
                "reports/robustness/robustness.html"));
        return orders;
    }
}
