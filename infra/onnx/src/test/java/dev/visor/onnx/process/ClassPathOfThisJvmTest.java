package dev.visor.onnx.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathOfThisJvmTest {
    @TempDir
    Path folder;

    @Test
    void makesAPlainClassPathAbsolute() {
        String path = "target/classes" + File.pathSeparator + "/lib/a.jar";
        assertThat(ClassPathOfThisJvm.argumentsFor("a.Main", path))
                .containsExactly(
                        "-cp",
                        Path.of("target/classes").toAbsolutePath() + File.pathSeparator + "/lib/a.jar",
                        "a.Main");
    }

    @Test
    void startsTheLauncherOfABootJar() throws IOException {
        Path jar = jar("Spring-Boot-Classes", "BOOT-INF/classes/");
        assertThat(ClassPathOfThisJvm.argumentsFor("a.Main", jar.toString()))
                .containsExactly(
                        "-cp",
                        jar.toString(),
                        "-Dloader.main=a.Main",
                        "org.springframework.boot.loader.launch.PropertiesLauncher");
    }

    @Test
    void leavesAnOrdinarySingleJarAlone() throws IOException {
        Path jar = jar("Class-Path", "lib/a.jar");
        assertThat(ClassPathOfThisJvm.argumentsFor("a.Main", jar.toString()))
                .containsExactly("-cp", jar.toString(), "a.Main");
    }

    private Path jar(String attribute, String value) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(attribute, value);
        Path file = folder.resolve("app.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.finish();
        }
        return file;
    }
}
