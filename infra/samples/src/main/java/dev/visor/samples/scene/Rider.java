package dev.visor.samples.scene;

import static dev.visor.samples.scene.Shapes.box;
import static dev.visor.samples.scene.Shapes.circle;
import static dev.visor.samples.scene.Shapes.oval;
import static dev.visor.samples.scene.Shapes.path;
import static dev.visor.samples.scene.Shapes.polygon;
import static dev.visor.samples.scene.Shapes.roundBox;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/**
 * An e-bike with the one or two who ride it, the driver first.
 *
 * @param rolled how far the wheels have turned, radians
 * @param lean of the heads, radians
 */
record Rider(View view, Color paint, Color seat, List<Person> people, double rolled, double lean) implements Figure {
    private static final Color TYRE = new Color(0x1d1d20);
    private static final Color METAL = new Color(0x8c9096);

    record Person(HeadLook head, Color shirt, Color trousers) {
        static Person roll(Dice dice, double helmetShare) {
            int shirt = dice.pick(0xc8433a, 0x3a66b0, 0xe8e4da, 0x2e3238, 0x4f9460, 0xe0b040, 0x8c5aa0, 0x5f7f8c);
            int trousers = dice.pick(0x2a3550, 0x20242a, 0x6a6358, 0x454b52);
            return new Person(
                    HeadLook.roll(dice, dice.chance(helmetShare)), dice.near(shirt, 20), dice.near(trousers, 12));
        }
    }

    static Rider roll(Dice dice, View view) {
        int paint = dice.pick(0xd0342c, 0xf2f0ea, 0x2d5fa8, 0x2c2f33, 0x3b9b7a, 0xf0b428, 0xe08ab0);
        List<Person> people = new ArrayList<>();
        people.add(Person.roll(dice, 0.54));
        if (dice.chance(view == View.SIDE ? 0.28 : 0.12)) {
            people.add(Person.roll(dice, 0.45));
        }
        return new Rider(
                view,
                dice.near(paint, 16),
                dice.near(0x3a2c26, 12),
                List.copyOf(people),
                dice.between(0.0, 3.0),
                dice.between(-0.12, 0.12));
    }

    Rider after(double rolledFurther, double nod) {
        return new Rider(view, paint, seat, people, rolled + rolledFurther, nod);
    }

    @Override
    public void draw(Canvas canvas) {
        if (view == View.SIDE) {
            side(canvas);
        } else {
            alongRoad(canvas);
        }
    }

    private void side(Canvas canvas) {
        canvas.glaze(new Color(0, 0, 0, 70), oval(0, 0, 0.85, 0.06));
        wheel(canvas, -0.6);
        wheel(canvas, 0.62);
        canvas.fill(paint, polygon(-0.78, -0.62, -0.2, -0.72, -0.1, -0.34, -0.5, -0.3));
        canvas.fill(paint.darker(), box(-0.25, -0.36, 0.62, 0.09));
        canvas.fill(paint, polygon(0.3, -0.3, 0.4, -0.28, 0.55, -0.98, 0.42, -1.0));
        canvas.line(METAL, 0.05, path(0.62, -0.28, 0.5, -0.75));
        canvas.fill(seat, roundBox(-0.75, -0.8, 0.62, 0.11, 0.05));
        if (people.size() > 1) {
            sitting(canvas, people.get(1), -0.36, 0.08);
        }
        sitting(canvas, people.getFirst(), 0, 0);
        canvas.line(TYRE, 0.045, path(0.44, -1.03, 0.36, -1.1));
        canvas.fill(new Color(0xfff2c0), oval(0.56, -0.88, 0.05, 0.06));
    }

    private void wheel(Canvas canvas, double x) {
        canvas.fill(TYRE, circle(x, -0.28, 0.28));
        canvas.fill(METAL, circle(x, -0.28, 0.19));
        canvas.fill(TYRE, circle(x, -0.28, 0.06));
        for (int spoke = 0; spoke < 3; spoke++) {
            double angle = rolled + spoke * Math.PI / 3;
            double dx = 0.19 * Math.cos(angle);
            double dy = 0.19 * Math.sin(angle);
            canvas.line(TYRE, 0.02, path(x - dx, -0.28 - dy, x + dx, -0.28 + dy));
        }
    }

    private void sitting(Canvas canvas, Person person, double x, double raised) {
        double hipY = -0.86 - raised;
        double shoulderY = -1.36 - raised;
        canvas.line(person.trousers, 0.17, path(x - 0.2, hipY, x + 0.16, -0.78, x + 0.1, -0.42));
        canvas.fill(TYRE, roundBox(x + 0.03, -0.44, 0.24, 0.1, 0.04));
        canvas.line(person.shirt, 0.27, path(x - 0.2, hipY - 0.05, x - 0.08, shoulderY + 0.06));
        canvas.line(person.head.skin(), 0.12, path(x - 0.06, shoulderY, x - 0.03, shoulderY - 0.12));
        head(canvas, person, x - 0.01, shoulderY - 0.24);
        double handX = people.getFirst() == person ? 0.42 : x + 0.2;
        double handY = people.getFirst() == person ? -1.06 : -1.1;
        canvas.line(person.shirt.darker(), 0.1, path(x - 0.08, shoulderY + 0.06, x + 0.1, -1.06, handX, handY));
        canvas.fill(person.head.skin(), circle(handX, handY, 0.05));
    }

    private void alongRoad(Canvas canvas) {
        canvas.glaze(new Color(0, 0, 0, 70), oval(0, 0, 0.4, 0.06));
        if (people.size() > 1 && view == View.FRONT) {
            upright(canvas, people.get(1), 0.24, 0.1);
        }
        canvas.fill(TYRE, roundBox(-0.07, -0.56, 0.14, 0.56, 0.06));
        for (int side = -1; side <= 1; side += 2) {
            canvas.line(people.getFirst().trousers, 0.15, path(0.1 * side, -0.9, 0.24 * side, -0.72, 0.2 * side, -0.4));
            canvas.fill(TYRE, roundBox(0.2 * side - 0.07, -0.42, 0.14, 0.1, 0.04));
        }
        if (view == View.BACK) {
            canvas.fill(paint, roundBox(-0.17, -0.8, 0.34, 0.36, 0.08));
            canvas.fill(new Color(0xd02020), roundBox(-0.09, -0.62, 0.18, 0.06, 0.02));
            canvas.fill(new Color(0xe8e8e8), box(-0.08, -0.5, 0.16, 0.1));
        }
        upright(canvas, people.getFirst(), 0, 0);
        if (view == View.FRONT) {
            canvas.line(TYRE, 0.05, path(-0.38, -1.04, 0.38, -1.04));
            canvas.fill(paint, polygon(-0.2, -1.04, 0.2, -1.04, 0.24, -0.5, 0.08, -0.32, -0.08, -0.32, -0.24, -0.5));
            canvas.fill(new Color(0xfff2c0), circle(0, -0.9, 0.075));
            canvas.line(METAL, 0.025, path(-0.34, -1.04, -0.42, -1.22));
            canvas.line(METAL, 0.025, path(0.34, -1.04, 0.42, -1.22));
            canvas.fill(METAL, oval(-0.43, -1.25, 0.07, 0.045));
            canvas.fill(METAL, oval(0.43, -1.25, 0.07, 0.045));
        } else if (people.size() > 1) {
            upright(canvas, people.get(1), 0.24, -0.03);
        }
    }

    private void upright(Canvas canvas, Person person, double x, double raised) {
        double shoulderY = -1.38 - raised;
        canvas.line(person.head.skin(), 0.12, path(x, shoulderY, x, shoulderY - 0.1));
        canvas.fill(person.shirt, roundBox(x - 0.23, shoulderY - 0.03, 0.46, 0.6, 0.12));
        if (person == people.getFirst()) {
            for (int side = -1; side <= 1; side += 2) {
                canvas.line(
                        person.shirt.darker(),
                        0.1,
                        path(0.21 * side, shoulderY + 0.05, 0.33 * side, -1.15, 0.34 * side, -1.05));
                canvas.fill(person.head.skin(), circle(0.34 * side, -1.05, 0.05));
            }
        }
        head(canvas, person, x, shoulderY - 0.22);
    }

    private void head(Canvas canvas, Person person, double x, double y) {
        AffineTransform at = AffineTransform.getTranslateInstance(x, y);
        at.rotate(lean);
        canvas.within(at, () -> person.head.draw(canvas, view));
    }
}
