package io.pokeai.demo.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/** One picture: a creature of its own size, place, turn and tint before a background of its own. */
final class Scene {
    /** The smallest side of a picture, in pixels. */
    static final int MIN_SIDE = 40;

    /** The largest side of a picture, in pixels. */
    static final int MAX_SIDE = 160;

    private static final double LARGEST_STRETCH = 1.25;
    private static final int MAX_BLOBS = 7;

    private Scene() {}

    /** @param random the only source of chance: the same one, the same picture */
    static Image draw(Creature creature, RandomSource random) {
        RandomSource.Field layout = random.field(0);
        int width = between(layout, 0, MIN_SIDE, MAX_SIDE);
        double stretch = between(layout, 1, 1 / LARGEST_STRETCH, LARGEST_STRETCH);
        int height = (int) Math.max(MIN_SIDE, Math.min(MAX_SIDE, Math.round(width * stretch)));
        Canvas canvas = new Canvas(width, height);
        background(canvas, random.field(1));

        double side = Math.min(width, height);
        double scale = side * between(layout, 2, 0.36, 0.46);
        double x = width / 2.0 + side * between(layout, 3, -0.05, 0.05);
        double y = height / 2.0 + side * between(layout, 4, -0.04, 0.04);
        CreaturePose upright = CreaturePose.of(x, y, scale);
        canvas.paintSoft(Shape.ellipse(0, 0.94, 0.62, 0.1), upright, Paint.glass(Colour.INK, 0.28), scale * 0.12);

        RandomSource.Field tint = random.field(2);
        CreaturePose pose = CreaturePose.of(x, y, scale, between(layout, 5, -0.16, 0.16), layout.uniform(6) < 0.5);
        creature.draw(new Pen(canvas, pose, between(tint, 0, -0.05, 0.05), between(tint, 1, 0.7, 1.2)));
        return canvas.toImage();
    }

    /** A sky of any hue with soft spots and a ground. */
    private static void background(Canvas canvas, RandomSource.Field random) {
        double hue = random.uniform(0);
        double saturation = between(random, 1, 0.08, 0.4);
        Colour top = Colour.hsv(hue, saturation, between(random, 2, 0.8, 1.0));
        Colour bottom =
                Colour.hsv(hue + between(random, 3, -0.1, 0.1), saturation * 0.6, between(random, 4, 0.7, 0.95));
        canvas.background(top, bottom);
        int blobs = between(random, 5, 2, MAX_BLOBS);
        double side = Math.min(canvas.width(), canvas.height());
        for (int i = 0; i < blobs; i++) {
            long draw = 10 + 5L * i;
            CreaturePose place = CreaturePose.of(
                    random.uniform(draw) * canvas.width(), random.uniform(draw + 1) * canvas.height(), side);
            double radius = between(random, draw + 2, 0.04, 0.16);
            Colour colour = random.uniform(draw + 3) < 0.6 ? Colour.WHITE : top.darker(0.35);
            canvas.paintSoft(
                    Shape.circle(0, 0, radius),
                    place,
                    Paint.glass(colour, between(random, draw + 4, 0.12, 0.4)),
                    side * 0.02);
        }
        Colour ground = Colour.hsv(hue + between(random, 6, 0.2, 0.5), 0.3, between(random, 7, 0.55, 0.85));
        CreaturePose low = CreaturePose.of(canvas.width() / 2.0, canvas.height(), canvas.width());
        Shape hill = Shape.ellipse(between(random, 8, -0.3, 0.3), 0.12, 0.95, 0.3);
        canvas.paintSoft(hill, low, Paint.glass(ground, 0.85), 1.5);
    }

    private static double between(RandomSource.Field random, long draw, double low, double high) {
        return low + (high - low) * random.uniform(draw);
    }

    private static int between(RandomSource.Field random, long draw, int low, int high) {
        return low + random.below(high - low + 1, draw);
    }
}
