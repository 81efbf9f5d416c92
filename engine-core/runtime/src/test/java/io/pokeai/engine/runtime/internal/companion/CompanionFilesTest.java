package io.pokeai.engine.runtime.internal.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.backend.Sourced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanionFilesTest {
    private static final String HALF = ",scale=255.0,mean=0.5/0.5/0.5,std=0.5/0.5/0.5";
    private static final String IMAGENET = ",scale=255.0,mean=0.485/0.456/0.406,std=0.229/0.224/0.225";

    @TempDir
    Path folder;

    @Test
    void theFolderOfTheFaultIsReadAsHuggingFaceDoes() throws IOException {
        config("{\"architectures\": [\"ViTForImageClassification\"], \"id2label\": {\"0\": \"v\", \"1\": \"w\"}}");
        processor(
                "{\"do_resize\": true, \"size\": {\"height\": 224, \"width\": 224}, \"resample\": 2, \"do_rescale\": true,"
                        + " \"rescale_factor\": 0.00392156862745098, \"do_normalize\": true, \"image_mean\": [0.5, 0.5, 0.5],"
                        + " \"image_std\": [0.5, 0.5, 0.5]}");
        Sourced<InputSpec> input = input();
        assertThat(input.value().id()).isEqualTo("pillow:resize=224x224,crop=224" + HALF);
        assertThat(input.origin().isAssumed()).isFalse();
        assertThat(input.origin().source()).isEqualTo("preprocessor_config.json");
        assertThat(files("model").labels().orElseThrow().value().asList()).containsExactly("v", "w");
    }

    /** Right values by the sources of transformers, one for each rule. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'image_processor_type':'ViTImageProcessor'}|resize=224x224,crop=224 HALF",
                "{'feature_extractor_type':'ViTFeatureExtractor','size':384}|resize=384x384,crop=384 HALF",
                "{'image_processor_type':'ViTImageProcessor','size':{'height':224,'width':320},'resample':3}"
                        + "|resize=224x320,interpolation=bicubic,crop=224x320 HALF",
                "{'image_processor_type':'DeiTImageProcessor'}"
                        + "|resize=256x256,interpolation=bicubic,crop=224,rounding=floor HALF",
                "{'feature_extractor_type':'CLIPFeatureExtractor','size':224,'crop_size':224,'resample':3,"
                        + "'image_mean':[0.5,0.5,0.5],'image_std':[0.5,0.5,0.5]}"
                        + "|resize=224,interpolation=bicubic,crop=224,rounding=floor HALF",
                "{'image_processor_type':'ConvNextImageProcessor','size':{'shortest_edge':224},'crop_pct':0.875}"
                        + "|resize=256,crop=224,rounding=floor HALF",
                "{'image_processor_type':'ConvNextImageProcessor','size':{'shortest_edge':224},'crop_pct':0.95}"
                        + "|resize=235,crop=224,rounding=floor HALF",
                "{'image_processor_type':'ConvNextImageProcessor','size':{'shortest_edge':384},'crop_pct':0.95}"
                        + "|resize=384x384,crop=384 HALF",
                "{'feature_extractor_type':'ConvNextFeatureExtractor','size':224,'crop_pct':0.875,'resample':3,"
                        + "'image_mean':[0.485,0.456,0.406],'image_std':[0.229,0.224,0.225]}"
                        + "|resize=256,interpolation=bicubic,crop=224,rounding=floor IMAGENET",
                "{'image_processor_type':'LevitImageProcessor'}"
                        + "|resize=256,interpolation=bicubic,crop=224,rounding=floor IMAGENET",
                "{'image_processor_type':'PoolFormerImageProcessor','crop_pct':0.95}"
                        + "|resize=235,interpolation=bicubic,crop=224,rounding=floor IMAGENET",
                "{'image_processor_type':'MobileNetV2ImageProcessor'}|resize=256,crop=224,rounding=floor HALF",
                "{'image_processor_type':'MobileViTImageProcessor','size':{'shortest_edge':288}}"
                        + "|resize=288,crop=256,rounding=floor,scale=255.0,mean=0.0/0.0/0.0,std=1.0/1.0/1.0,channels=bgr",
                "{'image_processor_type':'SegformerImageProcessor'}|resize=512x512,crop=512 IMAGENET",
                "{'image_processor_type':'BitImageProcessor','size':{'shortest_edge':256},"
                        + "'image_mean':[0.485,0.456,0.406],'image_std':[0.229,0.224,0.225]}"
                        + "|resize=256,interpolation=bicubic,crop=224,rounding=floor IMAGENET",
                "{'image_processor_type':'ViTImageProcessor','do_normalize':false}"
                        + "|resize=224x224,crop=224,scale=255.0,mean=0.0/0.0/0.0,std=1.0/1.0/1.0",
                "{'image_processor_type':'ViTImageProcessor','do_rescale':false,'do_normalize':false}"
                        + "|resize=224x224,crop=224,scale=1.0,mean=0.0/0.0/0.0,std=1.0/1.0/1.0",
                "{'image_processor_type':'ViTImageProcessor','do_resize':false,'do_center_crop':true,'crop_size':64}"
                        + "|resize=none,crop=64,rounding=floor HALF",
                "{'image_processor_type':'ViTImageProcessor','rescale_factor':0.00784313725490196,'image_mean':1}"
                        + "|resize=224x224,crop=224,scale=127.5,mean=1.0/1.0/1.0,std=0.5/0.5/0.5",
                "{'image_processor_type':'EfficientNetImageProcessor','size':{'height':224,'width':224},"
                        + "'image_mean':[0,0,0],'image_std':[0.5,0.5,0.5]}"
                        + "|resize=224x224,interpolation=nearest,crop=224,scale=255.0,mean=0.0/0.0/0.0,std=0.25/0.25/0.25",
                "{'image_processor_type':'EfficientNetImageProcessor','size':[300,300],'resample':5,'include_top':false}"
                        + "|resize=300x300,interpolation=hamming,crop=300 HALF",
                "{'size':{'shortest_edge':256},'resample':1,'do_center_crop':true,'crop_size':{'height':224,'width':192},"
                        + "'image_mean':[0.5,0.5,0.5],'image_std':[0.5,0.5,0.5]}"
                        + "|resize=256,interpolation=lanczos,crop=224x192,rounding=floor HALF"
            })
    void everyRuleOfHuggingFace(String json, String expected) throws IOException {
        processor(json.replace('\'', '"'));
        assertThat(input().value().id())
                .isEqualTo("pillow:" + expected.replace(" HALF", HALF).replace(" IMAGENET", IMAGENET));
        assertThat(input().origin().isAssumed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'image_processor_type':'ImageGPTImageProcessor'}|ImageGPT",
                "{'image_processor_type':'DetrImageProcessor'}|Detr",
                "{'image_processor_type':'ViTImageProcessor','do_pad':true}|do_pad",
                "{'image_processor_type':'ViTImageProcessor','do_grayscale':true}|do_grayscale",
                "{'image_processor_type':'ViTImageProcessor','antialias':false}|antialiasing",
                "{'image_processor_type':'ViTImageProcessor','size':{'longest_edge':224}}|size",
                "{'image_processor_type':'ViTImageProcessor','size':{'shortest_edge':224}}|no size in common",
                "{'image_processor_type':'ViTImageProcessor','resample':6}|resample",
                "{'image_processor_type':'ViTImageProcessor','resample':'soft'}|resample",
                "{'image_processor_type':'ViTImageProcessor','size':0}|size",
                "{'image_processor_type':'ViTImageProcessor','image_mean':[0.5]}|image_mean",
                "{'image_processor_type':'ViTImageProcessor','rescale_factor':0}|rescale_factor",
                "{'image_processor_type':'EfficientNetImageProcessor','rescale_offset':true}|rescale_offset",
                "{'image_processor_type':7}|image_processor_type",
                "[]|JSON object",
                "{|cannot be read"
            })
    void whatCannotBeReproducedIsRefused(String json, String part) throws IOException {
        processor(json.replace('\'', '"'));
        assertThatThrownBy(this::input).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
            assertThat(e.problem()).contains("preprocessor_config.json").contains(part);
            assertThat(e.remedy()).contains("input");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"size\": {\"height\": 64, \"width\": 64}}",
                "{\"size\": 64, \"resample\": 3, \"image_mean\": 0.5, \"image_std\": 0.5}",
                "{\"image_processor_type\": \"NewImageProcessor\", \"size\": {\"height\": 64, \"width\": 64},"
                        + " \"resample\": 3, \"image_mean\": 0.5, \"image_std\": 0.5}",
                "{\"image_processor_type\": \"ViTImageProcessor\", \"sharpness\": 3}"
            })
    void whatIsMissingOrNotUnderstoodMakesItAnAssumption(String json) throws IOException {
        processor(json);
        assertThat(input().origin().isAssumed()).isTrue();
        assertThat(input().origin().settledBy()).contains("in model.model.json");
    }

    @Test
    void aFastProcessorIsComputedWithPillowAndSaysSo() throws IOException {
        processor("{\"image_processor_type\": \"ViTImageProcessorFast\"}");
        assertThat(input().origin().source()).contains("ViTImageProcessorFast", "Pillow");
    }

    /** Right values by the sources of timm 1.0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'architecture':'resnet50','pretrained_cfg':{'input_size':[3,224,224],'interpolation':'bicubic','crop_pct':0.95}}"
                        + "|resize=235,interpolation=bicubic,crop=224 IMAGENET",
                "{'architecture':'x','input_size':[3,240,240],'interpolation':'bilinear','crop_pct':0.875,"
                        + "'mean':[0.5,0.5,0.5],'std':[0.5,0.5,0.5]}|resize=274,crop=240 HALF",
                "{'pretrained_cfg':{}}|resize=256,interpolation=bicubic,crop=224 IMAGENET",
                "{'pretrained_cfg':{'crop_mode':'squash','crop_pct':1.0,'input_size':[3,448,448]}}"
                        + "|resize=448x448,interpolation=bicubic,crop=448 IMAGENET",
                "{'pretrained_cfg':{'input_size':[3,128,256],'crop_pct':0.5}}"
                        + "|resize=cover256x512,crop=128x256 IMAGENET"
            })
    void everyRuleOfTimm(String json, String expected) throws IOException {
        config(json.replace('\'', '"'));
        assertThat(input().value().id())
                .isEqualTo("pillow:" + expected.replace(" HALF", HALF).replace(" IMAGENET", IMAGENET));
    }

    @Test
    void theTestSizeOfTimmCountsForAModelOfThatSize() throws IOException {
        config("{\"pretrained_cfg\": {\"input_size\": [3, 224, 224], \"test_input_size\": [3, 288, 288],"
                + " \"crop_pct\": 0.95, \"test_crop_pct\": 1.0, \"interpolation\": \"bilinear\"}}");
        assertThat(files("model")
                        .input(spec -> spec.height() == 288)
                        .orElseThrow()
                        .value()
                        .id())
                .isEqualTo("tv288_288");
        assertThat(files("model")
                        .input(spec -> spec.height() == 224)
                        .orElseThrow()
                        .value()
                        .id())
                .isEqualTo("tv235_224");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pretrained_cfg\": {\"crop_mode\": \"border\"}}",
                "{\"pretrained_cfg\": {\"crop_border_pixels\": 4}}",
                "{\"pretrained_cfg\": {\"interpolation\": \"random\"}}",
                "{\"pretrained_cfg\": {\"input_size\": [1, 28, 28]}}"
            })
    void whatTimmDoesAndTheEngineCannotIsRefused(String json) throws IOException {
        config(json);
        assertThatThrownBy(this::input).isInstanceOf(EngineException.class);
    }

    @Test
    void labelsMayBeAListOrNumberedAndPlaceholdersAreNone() throws IOException {
        config("{\"architecture\": \"x\", \"label_names\": [\"a\", \"b\"]}");
        assertThat(files("model").labels().orElseThrow().value().asList()).containsExactly("a", "b");
        config("{\"id2label\": {\"0\": \"LABEL_0\", \"1\": \"LABEL_1\"}}");
        assertThat(files("model").labels()).isEmpty();
        config("{\"id2label\": {\"0\": \"a\", \"2\": \"b\"}}");
        assertThatThrownBy(() -> files("model").labels())
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LABELS_MISMATCH));
    }

    @Test
    void aFileOfTheModelsNameComesBeforeThatOfTheFolder() throws IOException {
        processor("{\"image_processor_type\": \"ViTImageProcessor\"}");
        Files.writeString(
                folder.resolve("model.preprocessor_config.json"),
                "{\"image_processor_type\": \"SegformerImageProcessor\"}");
        assertThat(input().value().height()).isEqualTo(512);
    }

    @Test
    void besideSeveralModelsTheFileOfTheFolderIsAnAssumptionAndOneThatIsRefusedIsPassedOver() throws IOException {
        processor("{\"image_processor_type\": \"ViTImageProcessor\"}");
        Files.writeString(folder.resolve("model.onnx"), "");
        Files.writeString(folder.resolve("model_fp16.onnx"), "");
        assertThat(input().origin().isAssumed()).isFalse();
        Files.writeString(folder.resolve("other.onnx"), "");
        assertThat(input().origin().isAssumed()).isTrue();
        processor("{\"image_processor_type\": \"DetrImageProcessor\"}");
        assertThat(files("model").input(any -> true)).isEmpty();
    }

    @Test
    void theFileOfTheFolderIsNeverAboutPokeAisFolds() throws IOException {
        processor("{\"image_processor_type\": \"ViTImageProcessor\"}");
        CompanionFiles fold = new CompanionFiles(folder.resolve("best_resnet18_fold1.pth"), folder, "resnet18");
        assertThat(fold.input(any -> true)).isEmpty();
    }

    @Test
    void nothingBesideIsNothing() {
        assertThat(files("model").input(any -> true)).isEqualTo(Optional.empty());
        assertThat(files("model").labels()).isEqualTo(Optional.empty());
    }

    private Sourced<InputSpec> input() {
        return files("model").input(any -> true).orElseThrow();
    }

    private CompanionFiles files(String stem) {
        return new CompanionFiles(folder.resolve(stem + ".onnx"), folder, stem);
    }

    private void processor(String json) throws IOException {
        Files.writeString(folder.resolve("preprocessor_config.json"), json);
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
    }
}
