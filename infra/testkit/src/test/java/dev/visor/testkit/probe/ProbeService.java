package dev.visor.testkit.probe;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service under test. */
@SpringBootApplication(scanBasePackages = {"dev.visor.testkit.probe", "dev.visor.platform"})
public class ProbeService {}
