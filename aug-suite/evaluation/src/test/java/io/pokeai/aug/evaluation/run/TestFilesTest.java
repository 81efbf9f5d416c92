package io.pokeai.aug.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.evaluation.PredictionList;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFilesTest {
    private static final List<String> CLASSES = List.of("NA", "a, \"b\"", "é");

    @TempDir
    Path artifacts;

    @Test
    void theColumnsOfPokeAiComeFirstAndEqualProbabilitiesInClassOrder() throws IOException {
        Predictions answers = new PredictionList(
                "m",
                CLASSES,
                List.of(
                        new PredictionList.Row(
                                "x y/1.png", 0, 0, new float[] {.45159996f, .27420002f, .27420002f}, Optional.empty()),
                        new PredictionList.Row(
                                "new\nline.png", 1, 2, new float[] {1e-5f, .25f, .74999f}, Optional.empty())));

        new TestFiles(artifacts).write(answers, 1, List.of());

        assertThat(Files.readString(artifacts.resolve("reports/test_predictions_m.csv")))
                .isEqualTo("""
                path,label,pred,conf,correct,label_1,probability_1,label_2,probability_2,label_3,probability_3
                x y/1.png,NA,NA,0.45159996,True,NA,0.45159996,"a, ""b""\",0.27420002,é,0.27420002
                "new
                line.png","a, ""b""\",é,0.74999,False,é,0.74999,"a, ""b""\",0.25,NA,1e-05
                """);
        assertThat(Files.readString(artifacts.resolve("reports/test_confusion_matrix_m.csv")))
                .isEqualTo("""
                ,NA,"a, ""b""\",é
                NA,1,0,0
                "a, ""b""\",0,0,1
                é,0,0,0
                """);
        assertThat(Files.readString(artifacts.resolve("test_summaries/test_summary_m.csv")))
                .startsWith("model,test_acc,test_f1,test_precision\nm,0.5,0.3333333333333333,");
        assertThat(Files.readString(artifacts.resolve("reports/test_classification_report_m.txt")))
                .startsWith("Model: m\nFolds: 1\nTest accuracy: 0.5000\n");
        assertThat(Files.readString(artifacts.resolve("reports/test_left_out_m.csv")))
                .isEqualTo("path,label,error,message\n");
    }

    @Test
    void anEnsembleSaysHowMuchItsFoldsDiffer() throws IOException {
        Predictions answers = new PredictionList(
                "m",
                CLASSES,
                List.of(new PredictionList.Row(
                        "1.png",
                        0,
                        0,
                        new float[] {.5f, .25f, .25f},
                        Optional.of(new Disagreement(.125, .6730116670092565)))));

        new TestFiles(artifacts).write(answers, 5, List.of());

        assertThat(Files.readAllLines(artifacts.resolve("reports/test_predictions_m.csv")))
                .satisfies(lines -> assertThat(lines.get(0)).endsWith(",std,vote_entropy"))
                .satisfies(lines -> assertThat(lines.get(1)).endsWith(",0.125,0.6730116670092565"));
    }

    @Test
    void whatWasLeftOutIsAFileOfItsOwn() throws IOException {
        Predictions answers = new PredictionList(
                "m", CLASSES, List.of(new PredictionList.Row("1.png", 0, 0, new float[] {1, 0, 0}, Optional.empty())));

        new TestFiles(artifacts)
                .write(
                        answers,
                        1,
                        List.of(new LeftOutRow("2.png", "NA", ErrorCode.EMPTY_FILE, "2.png: the file is empty.")));

        assertThat(Files.readString(artifacts.resolve("reports/test_left_out_m.csv")))
                .isEqualTo("path,label,error,message\n2.png,NA,EMPTY_FILE,2.png: the file is empty.\n");
    }

    @Test
    void fiveClassesAreNamedOfMany() throws IOException {
        List<String> classes = List.of("a", "b", "c", "d", "e", "f", "g");
        float[] probabilities = {.1f, .2f, .05f, .3f, .2f, .05f, .1f};
        Predictions answers = new PredictionList(
                "m", classes, List.of(new PredictionList.Row("1.png", 0, 3, probabilities, Optional.empty())));

        new TestFiles(artifacts).write(answers, 1, List.of());

        assertThat(Files.readAllLines(artifacts.resolve("reports/test_predictions_m.csv"))
                        .get(1))
                .isEqualTo("1.png,a,d,0.3,False,d,0.3,b,0.2,e,0.2,a,0.1,g,0.1");
    }
}
