package dev.visor.contracts.event;

/**
 * What a node computes with.
 *
 * @param deviceClass what machines of this kind are called: as configured, or the processor and its cores
 * @param cpu the processor's own name
 * @param cores that the node may use
 * @param architecture {@code amd64}, {@code aarch64}
 */
public record NodeDevice(String deviceClass, String cpu, int cores, String architecture) {}
