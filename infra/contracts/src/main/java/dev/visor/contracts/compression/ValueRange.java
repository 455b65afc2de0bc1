package dev.visor.contracts.compression;

/**
 * The calibrated range of a tensor: the calibration report's row.
 *
 * @param value name of the value
 * @param low what the lowest level stands for, ≤ 0
 * @param high what the highest level stands for, ≥ 0
 * @param min least value met
 * @param max greatest value met
 * @param calibrator whose range was chosen
 * @param outlierShare share of the values met that lie outside of the range, 0 to 1
 * @param error mean squared error of the values met, after the activation function that reads them
 */
public record ValueRange(
        String value,
        double low,
        double high,
        double min,
        double max,
        String calibrator,
        double outlierShare,
        double error) {}
