package dev.visor.contracts.evaluation;

/**
 * Accuracy of one class.
 *
 * @param className the dataset's name of it
 * @param instances labelled boxes of it in the judged split
 * @param ap AP over IoU 0.50:0.05:0.95, −1 without instances
 * @param ap50 AP at IoU 0.50
 * @param ap75 AP at IoU 0.75
 */
public record ClassMetrics(String className, int instances, double ap, double ap50, double ap75) {}
