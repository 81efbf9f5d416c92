package io.pokeai.engine.imaging.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Crop.Rounding;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.imaging.internal.ReferencePictures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropPlanTest {
    @ParameterizedTest
    @CsvSource({"225,224,0", "226,224,1", "227,224,2", "229,224,2", "231,224,4", "224,224,0", "1000,224,388"})
    void halvesOfTheOffsetGoToTheEvenNumber(int size, int crop, long first) {
        assertThat(AxisPlan.of(1, size, crop, Rounding.HALF_EVEN, Interpolation.BILINEAR)
                        .first())
                .isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"223,224,0,223", "200,224,12,200", "31,64,16,31", "1,4,1,1"})
    void theSmallerHalfOfTheMarginComesFirst(int size, int crop, int margin, int count) {
        AxisPlan axis = AxisPlan.of(1, size, crop, Rounding.HALF_EVEN, Interpolation.BILINEAR);
        assertThat(axis.margin()).isEqualTo(margin);
        assertThat(axis.count()).isEqualTo(count);
        assertThat(axis.first()).isZero();
    }

    @Test
    void theLongSideMayExceedAnInt() {
        CropPlan plan = CropPlan.of(1 << 20, 1, InputSpec.yolo(4096));
        assertThat(plan.horizontal().resized()).isEqualTo(4096L << 20);
        assertThat(plan.vertical().resized()).isEqualTo(4096);
    }

    @Test
    void sizesAndOffsetsAreThoseOfTorchvision() {
        Map<String, Object> goldens =
                ReferencePictures.json(ReferencePictures.images().resolve("resize/resize_goldens.json"));
        for (Object entry : ReferencePictures.list(goldens.get("target_size_cases"))) {
            List<Object> golden = ReferencePictures.list(entry);
            CropPlan plan = CropPlan.of(
                    ((Long) golden.get(0)).intValue(),
                    ((Long) golden.get(1)).intValue(),
                    InputSpec.yolo(((Long) golden.get(2)).intValue()));
            assertThat(List.of(plan.horizontal().resized(), plan.vertical().resized()))
                    .as(golden.toString())
                    .isEqualTo(List.of(golden.get(3), golden.get(4)));
        }
        for (Object entry : ReferencePictures.list(goldens.get("crop_offset_cases"))) {
            List<Object> golden = ReferencePictures.list(entry);
            assertThat(AxisPlan.of(
                                    1,
                                    (Long) golden.get(0),
                                    ((Long) golden.get(1)).intValue(),
                                    Rounding.HALF_EVEN,
                                    Interpolation.BILINEAR)
                            .first())
                    .as(golden.toString())
                    .isEqualTo(golden.get(2));
        }
    }
}
