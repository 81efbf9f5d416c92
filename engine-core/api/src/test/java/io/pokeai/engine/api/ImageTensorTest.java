package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImageTensorTest {
    @Test
    void slicesAndPicturesShareTheirMemory() {
        ImageTensor tensor = ImageTensor.allocate(4, 2, 5);
        assertThat(tensor.pictureSize()).isEqualTo(30);
        tensor.picture(2).put(7, 3f);
        ImageTensor slice = tensor.slice(1, 2);
        assertThat(slice.count()).isEqualTo(2);
        assertThat(slice.picture(1).get(7)).isEqualTo(3f);
        assertThat(tensor.data().get(2 * 30 + 7)).isEqualTo(3f);
        assertThat(slice.data().isDirect()).isTrue();
        assertThat(slice.data().remaining()).isEqualTo(60);
    }

    @Test
    void refusesShapesThatCannotBe() {
        assertThatThrownBy(() -> ImageTensor.allocate(0, 1, 1)).hasMessageContaining("[0, 3, 1, 1]");
        assertThatThrownBy(() -> ImageTensor.allocate(1000, 4096, 4096)).hasMessageContaining("2 GiB");
        ImageTensor tensor = ImageTensor.allocate(2, 1, 1);
        assertThatThrownBy(() -> tensor.slice(1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
