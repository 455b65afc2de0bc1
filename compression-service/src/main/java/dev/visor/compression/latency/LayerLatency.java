package dev.visor.compression.latency;

import dev.visor.onnx.graph.Graph;

/**
 * What single layers take on this machine. A layer is measured once for each kind of processor and shape; weights don't
 * matter to it, so every layer of a shape has the same answer.
 */
public interface LayerLatency {
    /**
     * Median microseconds of a run on one thread.
     *
     * @param layer a small graph whose inputs have fixed shapes: one layer, or the few that would replace it
     */
    double micros(Graph layer);
}
