package dev.visor.samples.scene;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A place and its light, seen by one camera: everything that doesn't move. */
record Street(Perspective perspective, Light light, Backdrop backdrop, List<Placement> props, Optics optics) {

    static Street roll(Dice dice, int width, int height) {
        Perspective perspective = Perspective.roll(dice, width, height);
        Light light = Light.roll(dice);
        List<Placement> props = new ArrayList<>();
        List<Optics.Lamp> lamps = new ArrayList<>();
        double far = perspective.horizon() + (height - perspective.horizon()) * 0.22;
        for (int lamp = dice.between(0, 3); lamp > 0; lamp--) {
            double x = dice.between(0.02, 0.98) * width;
            double ground = dice.between(far, perspective.farthest() + 10);
            props.add(new Placement(Props.lamp(light.lamps()), x, ground, false));
            double metre = perspective.pixelsPerMetre(ground);
            if (light.lamps()) {
                lamps.add(new Optics.Lamp(
                        x,
                        ground - Props.LAMP_HEIGHT * metre,
                        metre * dice.between(2.0, 3.2),
                        dice.between(0.4, 0.75)));
            }
        }
        for (int prop = dice.between(1, 4); prop > 0; prop--) {
            double ground = dice.between(far, far + (height - far) * 0.35);
            props.add(new Placement(Props.roll(dice), dice.between(0.0, 1.0) * width, ground, dice.chance(0.5)));
        }
        if (dice.chance(0.3)) {
            Figure near = dice.chance(0.5) ? Props.pole(dice) : Props.bush(dice);
            props.add(new Placement(near, dice.between(0.0, 1.0) * width, height * dice.between(0.95, 1.05), false));
        }
        if (light.lamps()) {
            // The road is never black: a wide light over it.
            lamps.add(new Optics.Lamp(dice.between(0.2, 0.8) * width, height * 0.7, width * 0.6, 0.22));
        }
        Backdrop backdrop = new Backdrop(dice.seed(), perspective, light);
        return new Street(
                perspective, light, backdrop, List.copyOf(props), Optics.roll(dice, light, List.copyOf(lamps)));
    }

    /** Draws the street with {@code moving} in it, what is farther first, as the camera sees it. */
    Canvas draw(List<Placement> moving, long noiseSeed) {
        Canvas canvas = new Canvas(perspective.width(), perspective.height());
        backdrop.draw(canvas);
        List<Placement> all = new ArrayList<>(props);
        all.addAll(moving);
        all.sort(Comparator.comparingDouble(Placement::ground));
        for (Placement placement : all) {
            placement.draw(canvas, perspective);
        }
        if (light.lamps()) {
            for (Placement placement : moving) {
                headlight(canvas, placement);
            }
        }
        canvas.close();
        optics.apply(canvas.picture(), noiseSeed);
        return canvas;
    }

    private void headlight(Canvas canvas, Placement placement) {
        if (placement.figure() instanceof Rider rider && rider.view() == View.BACK) {
            return;
        }
        double metre = perspective.pixelsPerMetre(placement.ground());
        boolean side = placement.figure() instanceof Rider rider && rider.view() == View.SIDE;
        double x = placement.x() + (side ? (placement.mirrored() ? -0.58 : 0.58) * metre : 0);
        double y = placement.ground() - 0.89 * metre;
        canvas.glaze(new Color(255, 246, 210, 60), Shapes.circle(x, y, metre * 0.2));
        canvas.glaze(new Color(255, 250, 225, 170), Shapes.circle(x, y, metre * 0.09));
    }
}
