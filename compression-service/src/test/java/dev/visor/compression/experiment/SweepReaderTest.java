package dev.visor.compression.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.plan.RecipeCatalog;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class SweepReaderTest {
    @Test
    void tidiesAsBuiltInRecipesDo() {
        try (var context = new AnnotationConfigApplicationContext("dev.visor.compression.plan")) {
            assertThat(context.getBean(RecipeCatalog.class)
                            .find("balanced")
                            .orElseThrow()
                            .passes())
                    .extracting(PassCatalog::idOf)
                    .startsWith(SweepReader.CLEAN_UP.toArray(String[]::new));
        }
    }
}
