package dev.visor.evaluation.ledger;

import dev.visor.contracts.Sha256;
import dev.visor.evaluation.EvaluationService;
import dev.visor.onnx.process.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What decided, and where.
 *
 * @param code digest of the jar that this service runs from; null if it runs from loose classes
 * @param java its version
 * @param system operating system and architecture
 * @param machine its processor
 */
public record Environment(@Nullable Sha256 code, String java, String system, Machine machine) {
    /** Of this process. Reads its jar, so the service does it once, at its start. */
    static Environment current() {
        return new Environment(
                codeDigest(EvaluationService.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Machine.current());
    }

    /** Of the jar that a location of classes is in; null if they are loose. */
    static @Nullable Sha256 codeDigest(String location) {
        // Spring Boot's jar in a jar is written jar:nested:/path/service.jar/!BOOT-INF/classes/!/
        String path =
                location.replaceFirst("^jar:", "").replaceFirst("^nested:", "").replaceFirst("^file:", "");
        int inside = path.indexOf("/!");
        Path jar = Path.of(URI.create("file://" + (inside < 0 ? path : path.substring(0, inside))));
        if (!Files.isRegularFile(jar)) {
            return null;
        }
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
        return Sha256.ofRaw(digest.digest());
    }
}
