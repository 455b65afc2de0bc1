package dev.visor.samples.scene;

import static dev.visor.samples.scene.Shapes.box;
import static dev.visor.samples.scene.Shapes.circle;
import static dev.visor.samples.scene.Shapes.dome;
import static dev.visor.samples.scene.Shapes.oval;
import static dev.visor.samples.scene.Shapes.polygon;
import static dev.visor.samples.scene.Shapes.roundBox;

import java.awt.Color;

/**
 * A head and what is on it, drawn around its middle in metres, facing right, towards the camera or away from it.
 *
 * @param shell the colour of the helmet or cap, if it is worn
 */
record HeadLook(Cover cover, Color shell, Color trim, Color hair, Color skin) {
    private static final Color GLASS = new Color(0x1c2430);
    private static final Color SHINE = new Color(255, 255, 255, 150);

    /** What is on a head. A cap is no helmet. */
    enum Cover {
        HALF_SHELL(true),
        OPEN_FACE(true),
        FULL_FACE(true),
        HAIR(false),
        LONG_HAIR(false),
        CAP(false),
        BALD(false);

        private final boolean helmet;

        Cover(boolean helmet) {
            this.helmet = helmet;
        }
    }

    static HeadLook roll(Dice dice, boolean helmet) {
        Cover cover;
        if (helmet) {
            cover = dice.pick(Cover.HALF_SHELL, Cover.HALF_SHELL, Cover.OPEN_FACE, Cover.OPEN_FACE, Cover.FULL_FACE);
        } else {
            double kind = dice.between(0.0, 1.0);
            cover = kind < 0.55 ? Cover.HAIR : kind < 0.83 ? Cover.LONG_HAIR : kind < 0.95 ? Cover.CAP : Cover.BALD;
        }
        int shell = dice.pick(
                0xf2f2ee, 0xf0c419, 0xd83a34, 0x2f6fd0, 0x262a30, 0x39a86b, 0xe77fb0, 0xee7d22, 0x9aa3ad, 0x63c6d8);
        int hair = dice.pick(0x17120f, 0x17120f, 0x2a1c14, 0x4a3020, 0x7a7873, 0x8a5a30);
        int skin = dice.pick(0xf0c8a4, 0xe0ac84, 0xc68a5e, 0x9a6440, 0x6e4630);
        return new HeadLook(
                cover,
                dice.near(shell, 14),
                dice.pick(Color.WHITE, Color.BLACK, Color.RED, new Color(0xf0d020)),
                dice.near(hair, 8),
                dice.near(skin, 10));
    }

    HeadClass headClass() {
        return cover.helmet ? HeadClass.WITH_HELMET : HeadClass.WITHOUT_HELMET;
    }

    void draw(Canvas canvas, View view) {
        if (cover == Cover.LONG_HAIR) {
            // The part below the head is not head.
            canvas.fill(hair, view == View.SIDE ? oval(-0.11, 0.15, 0.085, 0.2) : oval(0, 0.13, 0.15, 0.19));
        }
        double area = cover.helmet ? Math.PI * 0.195 * 0.205 : Math.PI * 0.15 * 0.18;
        canvas.head(headClass(), area, () -> {
            switch (cover) {
                case HALF_SHELL, OPEN_FACE -> openHelmet(canvas, view);
                case FULL_FACE -> fullHelmet(canvas, view);
                case HAIR, LONG_HAIR -> hair(canvas, view);
                case CAP -> cap(canvas, view);
                case BALD -> face(canvas, view);
            }
        });
    }

    private void openHelmet(Canvas canvas, View view) {
        face(canvas, view);
        double rim = cover == Cover.HALF_SHELL ? 0.0 : 0.05;
        double back = cover == Cover.HALF_SHELL ? 0.04 : 0.15;
        switch (view) {
            case SIDE -> {
                canvas.fill(shell, dome(0.2, 0.215, back, rim));
                canvas.fill(shell.darker(), polygon(0.1, rim - 0.05, 0.25, rim + 0.005, 0.25, rim + 0.03, 0.1, rim));
                canvas.line(GLASS, 0.014, Shapes.path(0.02, rim + 0.02, 0.05, 0.17));
            }
            case FRONT -> {
                canvas.fill(shell, dome(0.2, 0.215, back, back));
                canvas.fill(skin, roundBox(-0.125, rim - 0.03, 0.25, 0.2, 0.06));
                eyes(canvas);
                canvas.fill(shell.darker(), roundBox(-0.16, rim - 0.065, 0.32, 0.05, 0.02));
            }
            case BACK -> {
                canvas.fill(hair, roundBox(-0.14, 0, 0.28, 0.15, 0.05));
                canvas.fill(shell, dome(0.2, 0.215, 0.1, 0.1));
                canvas.fill(shell.darker(), box(-0.19, 0.07, 0.38, 0.035));
            }
        }
        decorate(canvas);
    }

    private void fullHelmet(Canvas canvas, View view) {
        canvas.fill(shell, oval(0, 0, 0.2, 0.215));
        switch (view) {
            case SIDE -> {
                canvas.fill(shell, roundBox(-0.02, 0.04, 0.21, 0.15, 0.05));
                canvas.fill(GLASS, polygon(0.03, -0.08, 0.195, -0.06, 0.2, 0.05, 0.06, 0.05));
            }
            case FRONT -> canvas.fill(GLASS, roundBox(-0.15, -0.06, 0.3, 0.11, 0.045));
            case BACK -> canvas.fill(shell.darker(), roundBox(-0.12, 0.1, 0.24, 0.07, 0.03));
        }
        decorate(canvas);
    }

    /** What tells a dark helmet from dark hair: it shines, and often has a stripe. */
    private void decorate(Canvas canvas) {
        if (trim.getRGB() != Color.BLACK.getRGB()) {
            canvas.line(trim, 0.022, new java.awt.geom.Arc2D.Double(-0.165, -0.16, 0.33, 0.3, 25, 130, 0));
        }
        canvas.glaze(SHINE, oval(-0.07, -0.13, 0.055, 0.032));
    }

    private void hair(Canvas canvas, View view) {
        switch (view) {
            case SIDE -> {
                face(canvas, view);
                canvas.fill(hair, dome(0.157, 0.19, 0.11, -0.07));
                canvas.fill(skin, oval(0.0, 0.04, 0.03, 0.04));
            }
            case FRONT -> {
                canvas.fill(hair, dome(0.158, 0.19, 0.03, 0.03));
                face(canvas, view);
                canvas.fill(hair, dome(0.15, 0.185, -0.08, -0.055));
            }
            case BACK -> {
                face(canvas, view);
                canvas.fill(hair, oval(0, -0.015, 0.157, 0.175));
            }
        }
    }

    private void cap(Canvas canvas, View view) {
        hair(canvas, view);
        canvas.fill(shell, dome(0.16, 0.19, -0.05, -0.05));
        switch (view) {
            case SIDE -> canvas.fill(shell.darker(), polygon(0.1, -0.09, 0.27, -0.055, 0.27, -0.035, 0.1, -0.05));
            case FRONT -> canvas.fill(shell.darker(), oval(0, -0.05, 0.15, 0.025));
            case BACK -> canvas.fill(hair, oval(0, -0.05, 0.05, 0.025));
        }
    }

    private void face(Canvas canvas, View view) {
        canvas.fill(skin, oval(0.005, 0.0, 0.145, 0.185));
        switch (view) {
            case SIDE -> {
                canvas.fill(skin, polygon(0.13, -0.02, 0.175, 0.05, 0.13, 0.07));
                canvas.fill(GLASS, circle(0.095, -0.015, 0.017));
            }
            case FRONT -> eyes(canvas);
            case BACK -> canvas.fill(skin.darker(), oval(0, 0.13, 0.1, 0.05));
        }
    }

    private static void eyes(Canvas canvas) {
        canvas.fill(GLASS, circle(-0.055, 0.015, 0.018));
        canvas.fill(GLASS, circle(0.055, 0.015, 0.018));
        canvas.fill(new Color(0x9a4038), oval(0, 0.11, 0.04, 0.012));
    }
}
