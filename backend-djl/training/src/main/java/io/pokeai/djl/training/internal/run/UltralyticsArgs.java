package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.picture.UltralyticsChange;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A recipe in Ultralytics' words, for {@code args.yaml} and the checkpoints: what its own trainer would be told. */
record UltralyticsArgs(YoloRecipe recipe, Path artifacts, FirstWeights first, int fold) {
    Map<String, Object> values() {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("task", "classify");
        args.put("mode", "train");
        args.put("model", first.file().map(String::valueOf).orElse(first.architecture() + ".yaml"));
        args.put("data", artifacts.resolve("yolo_folds").resolve("fold_" + fold).toString());
        args.put("epochs", recipe.epochs());
        args.put("patience", recipe.patience());
        args.put("batch", recipe.batch());
        args.put("imgsz", recipe.size());
        args.put("save", true);
        args.put("device", "cpu");
        args.put("project", artifacts.resolve("yolo_cls_runs").toString());
        args.put("name", recipe.run() + "_fold" + fold);
        args.put("exist_ok", true);
        args.put("pretrained", first.file().isPresent());
        args.put("optimizer", recipe.optimizer());
        args.put("seed", recipe.learner().seed());
        args.put("deterministic", true);
        args.put("amp", false);
        args.put("dropout", 0.0);
        rates(args);
        pictures(args, recipe.change());
        return args;
    }

    private void rates(Map<String, Object> args) {
        args.put("cos_lr", recipe.rates().cosine());
        args.put("lr0", recipe.rates().first());
        args.put("lrf", recipe.rates().finalShare());
        args.put("momentum", recipe.learner().momentum());
        args.put("weight_decay", recipe.learner().weightDecay());
        args.put("warmup_epochs", recipe.rates().warmup());
        args.put("warmup_momentum", YoloRecipe.Rates.WARM_MOMENTUM);
        args.put("warmup_bias_lr", recipe.rates().auto() ? 0.0 : YoloRecipe.Rates.BIAS_RATE);
        args.put("nbs", UltralyticsPacing.NOMINAL);
        args.put("label_smoothing", recipe.learner().labelSmoothing());
    }

    private static void pictures(Map<String, Object> args, Optional<UltralyticsChange> change) {
        args.put("scale", change.map(by -> 1 - by.leastArea()).orElse(0.0));
        args.put("fliplr", change.map(UltralyticsChange::flip).orElse(0.0));
        args.put(
                "auto_augment",
                change.filter(by -> by.operations() > 0)
                        .<Object>map(by -> "randaugment")
                        .orElse(Optional.empty()));
        args.put("erasing", change.map(UltralyticsChange::erasing).orElse(0.0));
    }
}
