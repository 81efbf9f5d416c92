package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.ModuleTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ultralytics' classifiers YOLOv8-cls and YOLO11-cls, from their module tree: widths, depths and kinds of blocks are what
 * the tree says.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code nn/tasks.py}: {@code ClassificationModel}.
 */
final class YoloClassifier implements Family {
    static final String NAME = "yolo";
    private static final String PACKAGE = "ultralytics.";
    private static final String CLASSIFIER = "ClassificationModel";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean readsModules() {
        return true;
    }

    @Override
    public FamilySummary summary() {
        return new FamilySummary(
                "YOLOv8-cls and YOLO11-cls (whole modules)",
                "the module tree of `best.pt`, of all sizes",
                "as the tree says");
    }

    @Override
    public boolean claims(Checkpoint checkpoint) {
        return checkpoint
                .module()
                .filter(module -> module.type().startsWith(PACKAGE))
                .isPresent();
    }

    @Override
    public List<NetworkBuilder> describe(Checkpoint checkpoint) {
        ModuleTree module = checkpoint
                .module()
                .orElseThrow(() -> new IllegalArgumentException("only what is claimed can be described"));
        if (!module.simpleType().equals(CLASSIFIER)) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "the model is a " + StrictCheck.shortened(module.simpleType())
                            + ", which is not an image classifier.",
                    "Train a classification model, such as yolov8n-cls.");
        }
        NetworkBuilder net = new NetworkBuilder(NAME, architecture(module));
        new YoloLayers(net).sequential(new ModuleReader("", module).child("model"), Network.INPUT);
        return List.of(net);
    }

    @Override
    public Optional<NetworkBuilder> fresh(String architecture, int classes) {
        return YoloPlan.ALL.stream()
                .filter(plan -> plan.architecture().equals(architecture))
                .map(plan -> plan.builder(classes, ModuleSettings.FRESH))
                .findFirst();
    }

    @Override
    public List<String> freshNames() {
        return YoloPlan.ALL.stream().map(YoloPlan::architecture).toList();
    }

    /** As the constructors of PyTorch draw: {@code ClassificationModel} changes nothing of it. */
    @Override
    public Initialisation initialisation() {
        return Initialisation.PYTORCH;
    }

    /** {@code yolov8n-cls}, as far as the file tells. */
    private static String architecture(ModuleTree module) {
        Optional<String> file = module.attribute("yaml", Map.class)
                .map(yaml -> yaml.get("yaml_file"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
        return file.map(name -> name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", ""))
                .filter(name -> name.matches("[A-Za-z0-9_.-]{1,60}"))
                .orElse("yolo-cls");
    }
}
