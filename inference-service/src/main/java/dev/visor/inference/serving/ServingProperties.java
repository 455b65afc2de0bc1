package dev.visor.inference.serving;

import dev.visor.contracts.Names;
import dev.visor.onnx.process.Machine;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What this node serves and how.
 *
 * @param node the node's name
 * @param target its deployment target
 * @param concurrency runs of the model at once, each on one thread; 0 for as many as there are cores
 * @param queue requests that may wait for their turn, default 32; more are answered 503
 * @param patience how long a request waits for its turn, default 5 s
 * @param deviceClass what machines like this one are called in reports; by default the processor and its cores
 * @param loadAttempts tries to fetch and load before a champion is rejected, where trying again may help
 */
@Validated
@ConfigurationProperties("visor.inference")
public record ServingProperties(
        @NotBlank String node,
        @NotBlank String target,
        @Min(0) @Max(256) @DefaultValue("0") int concurrency,
        @Min(0) @DefaultValue("32") int queue,
        @NotNull @DefaultValue("5s") Duration patience,
        @NotNull @DefaultValue("") String deviceClass,
        @Min(1) @DefaultValue("5") int loadAttempts) {
    public ServingProperties {
        Names.require("node", node);
        Names.require("target", target);
        deviceClass =
                deviceClass.isEmpty() ? Machine.current().deviceClass() : Names.require("device class", deviceClass);
        concurrency = concurrency == 0 ? Runtime.getRuntime().availableProcessors() : concurrency;
    }
}
