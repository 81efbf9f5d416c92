package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void distancesAreNegativeInside() {
        Shape square = Shape.polygon(0, -1, -1, 1, -1, 1, 1, -1, 1);
        assertThat(square.distance(0, 0)).isEqualTo(-1);
        assertThat(square.distance(2, 0)).isEqualTo(1);
        assertThat(square.distance(2, 2)).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(Shape.circle(1, 0, 0.5).distance(1, 1)).isCloseTo(0.5, within(1e-12));
        assertThat(Shape.line(0.1, 0, 0, 1, 0).distance(0.5, 0.4)).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void clearanceNeverPromisesMoreThanTheDistance() {
        List<Shape> shapes = List.of(
                Shape.ellipse(0.1, -0.2, 0.8, 0.2, 0.5),
                Shape.blob(0.05, -0.5, 0, 0, -0.6, 0.5, 0.1, 0, 0.4),
                Shape.ribbon(0.1, -0.5, 0, 0, 0.5, 0.5, 0));
        for (Shape shape : shapes) {
            for (int i = 0; i < 400; i++) {
                double x = (i % 20 - 10) / 6.0;
                double y = (i / 20 - 10) / 6.0;
                double clearance = shape.clearance(x, y);
                // All around, as far as the clearance says, the sign stays.
                for (int k = 0; k < 16; k++) {
                    double step = Math.abs(clearance) * 0.999;
                    double at = shape.distance(x + step * Math.cos(k * 0.3927), y + step * Math.sin(k * 0.3927));
                    assertThat(Math.signum(at)).isEqualTo(Math.signum(clearance));
                }
            }
        }
    }

    @Test
    void blocksPaintWhatPixelsWould() {
        Canvas canvas = new Canvas(50, 50);
        canvas.background(Colour.WHITE, Colour.WHITE);
        canvas.paint(Shape.circle(0, 0, 1), CreaturePose.of(25, 25, 20), Paint.flat(Colour.INK));
        Image image = canvas.toImage();
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 50; x++) {
                double distance = Math.hypot(x + 0.5 - 25, y + 0.5 - 25) - 20;
                double ink = Math.max(0, Math.min(1, 0.5 - distance));
                assertThat((double) image.sample(x, y, 0)).isCloseTo(255 - ink * (255 - 33.15), within(0.6));
            }
        }
    }
}
