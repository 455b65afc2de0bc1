package dev.visor.detection.accuracy;

/**
 * Accuracy of one class; each figure from 0 to 1, or −1 without demanded labels.
 *
 * @param classIndex the class, from 0
 * @param instances labels that are demanded (neither crowd nor ignored)
 * @param ap mean of AP over IoU 0.50:0.05:0.95
 * @param ap50 AP at IoU 0.50
 * @param ap75 AP at IoU 0.75
 * @param ar100 mean recall over the same IoUs with at most 100 detections an image
 */
public record ClassAccuracy(int classIndex, int instances, double ap, double ap50, double ap75, double ar100) {}
