package dev.visor.samples.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Varifocal loss (Zhang et al. 2021) of every cell's class probabilities, and generalised IoU (Rezatofighi et al. 2019) of
 * the boxes of the cells that answer for a label, both per unit of target.
 *
 * <p>Without the focal weight, the background's thousands of easy cells outvote the few heads in the first steps, and the
 * class branch's ReLUs die.
 */
final class DetectionLoss implements AutoCloseable {
    private static final float BOX_WEIGHT = 2.5f;
    private static final float BACKGROUND = 0.75f;
    private static final float TINY = 1e-7f;

    private final LabelAssigner assigner;
    private final NDManager manager;
    private final NDArray middles;
    private final NDArray strides;

    DetectionLoss(NDManager parent, int height, int width) {
        assigner = new LabelAssigner(height, width);
        manager = parent.newSubManager();
        int cells = assigner.cells();
        float[] xy = new float[2 * cells];
        for (int cell = 0; cell < cells; cell++) {
            xy[2 * cell] = assigner.cellX()[cell];
            xy[2 * cell + 1] = assigner.cellY()[cell];
        }
        middles = manager.create(xy, new Shape(1, cells, 2));
        strides = manager.create(assigner.cellStride(), new Shape(1, cells, 1));
    }

    /** Of {@code raw} predictions for pictures with these labels; a scalar. */
    NDArray of(TorchNet.Raw raw, List<List<Label>> labels) {
        NDManager step = raw.boxes().getManager();
        int pictures = labels.size();
        int cells = assigner.cells();
        NDArray middle = raw.boxes().get(":, :, 0:2").mul(strides).add(middles);
        NDArray size = raw.boxes().get(":, :, 2:4").clip(-3, 4).exp().mul(strides);
        float[] predicted = middle.concat(size, 2).toFloatArray();
        float[] scores = raw.logits().toFloatArray();
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (1 / (1 + Math.exp(-scores[i])));
        }
        float[] boxTargets = new float[pictures * cells * 4];
        float[] classTargets = new float[pictures * cells * HelmetNet.CLASSES];
        float[] boxWeights = new float[pictures * cells];
        for (int picture = 0; picture < pictures; picture++) {
            assigner.assign(
                    labels.get(picture), predicted, scores, picture * cells, boxTargets, classTargets, boxWeights);
        }
        float[] classWeights = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            classWeights[i] = classTargets[i] > 0 ? classTargets[i] : BACKGROUND * scores[i] * scores[i];
        }
        float total = 0;
        for (float weight : boxWeights) {
            total += weight;
        }
        total = Math.max(1, total);
        NDArray targets = step.create(boxTargets, new Shape(pictures, cells, 4));
        NDArray overlap = generalisedIou(middle, size, targets.get(":, :, 0:2"), targets.get(":, :, 2:4"));
        NDArray weights = step.create(boxWeights, new Shape(pictures, cells, 1));
        NDArray boxLoss = overlap.neg().add(1).mul(weights).sum().div(total);
        NDArray wanted = step.create(classTargets, new Shape(pictures, cells, HelmetNet.CLASSES));
        NDArray logits = raw.logits();
        NDArray classLoss = logits.maximum(0)
                .sub(logits.mul(wanted))
                .add(logits.abs().neg().exp().add(1).log())
                .mul(step.create(classWeights, new Shape(pictures, cells, HelmetNet.CLASSES)))
                .sum()
                .div(total);
        return boxLoss.mul(BOX_WEIGHT).add(classLoss);
    }

    private static NDArray generalisedIou(NDArray middle, NDArray size, NDArray otherMiddle, NDArray otherSize) {
        NDArray low = middle.sub(size.div(2));
        NDArray high = middle.add(size.div(2));
        NDArray otherLow = otherMiddle.sub(otherSize.div(2));
        NDArray otherHigh = otherMiddle.add(otherSize.div(2));
        NDArray shared = area(high.minimum(otherHigh).sub(low.maximum(otherLow)).maximum(0));
        NDArray union = area(size).add(area(otherSize)).sub(shared).add(TINY);
        NDArray around = area(high.maximum(otherHigh).sub(low.minimum(otherLow))).add(TINY);
        return shared.div(union).sub(around.sub(union).div(around));
    }

    private static NDArray area(NDArray size) {
        return size.get(":, :, 0:1").mul(size.get(":, :, 1:2"));
    }

    @Override
    public void close() {
        manager.close();
    }
}
