package dev.visor.compression.plan;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Passes from the class path and built-in recipes from its {@code recipes} folder, read and checked at start. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {
    @Bean
    PassCatalog passCatalog() {
        return new PassCatalog(TypeCatalog.implementations(GraphPass.class, GraphPass.class.getPackageName()));
    }

    @Bean
    RecipeReader recipeReader(PassCatalog passes) {
        return new RecipeReader(passes);
    }

    @Bean
    RecipeCatalog recipeCatalog(RecipeReader reader) throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:recipes/*.yml");
        Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
        List<Recipe> recipes = new ArrayList<>();
        for (Resource file : files) {
            recipes.add(reader.read(file.getContentAsString(StandardCharsets.UTF_8)));
        }
        return new RecipeCatalog(recipes);
    }
}
