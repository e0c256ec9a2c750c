package io.augmenta.imaging.phantom;

/** Soft edges and distances on the drawing plane. */
final class Shading {

    private Shading() {}

    static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    /** 0 up to {@code from}, 1 from {@code to} on, smooth between; {@code from > to} runs the other way. */
    static double step(double from, double to, double value) {
        double t = clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    /** 0 in the centre of an ellipse, 1 on its edge. */
    static double ellipse(double x, double y, double centreX, double centreY, double radiusX, double radiusY) {
        double u = (x - centreX) / radiusX;
        double v = (y - centreY) / radiusY;
        return Math.sqrt(u * u + v * v);
    }

    /** Distance to a chain of points {@code x0, y0, x1, y1, …}. */
    static double chain(double x, double y, double... points) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i + 3 < points.length; i += 2) {
            nearest = Math.min(nearest, segment(x, y, points[i], points[i + 1], points[i + 2], points[i + 3]));
        }
        return nearest;
    }

    /** Smooth lower bound of two distances, rounded where they meet within {@code softness}. */
    static double join(double a, double b, double softness) {
        double h = clamp(0.5 + 0.5 * (b - a) / softness, 0, 1);
        return mix(b, a, h) - softness * h * (1 - h);
    }

    private static double segment(double x, double y, double fromX, double fromY, double toX, double toY) {
        double alongX = toX - fromX;
        double alongY = toY - fromY;
        double t = clamp(((x - fromX) * alongX + (y - fromY) * alongY) / (alongX * alongX + alongY * alongY), 0, 1);
        double offX = x - fromX - t * alongX;
        double offY = y - fromY - t * alongY;
        return Math.sqrt(offX * offX + offY * offY);
    }
}
