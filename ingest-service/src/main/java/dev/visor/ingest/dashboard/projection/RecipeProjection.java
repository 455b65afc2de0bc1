package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.event.RecipeDefined;
import dev.visor.platform.messaging.EventContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Recipes as they stand. */
@Component
class RecipeProjection {
    private final JdbcClient jdbc;
    private final Announcer announcer;

    RecipeProjection(JdbcClient jdbc, Announcer announcer) {
        this.jdbc = jdbc;
        this.announcer = announcer;
    }

    /** A deletion has the version that it deletes, so of one version the deleted one wins. */
    void defined(RecipeDefined event, EventContext context) {
        jdbc.sql("""
                        insert into view_recipe (name, version, description, digest, built_in, standard, deleted, text,
                            passes, defined_at)
                        values (:name, :version, :description, :digest, :builtIn, :standard, :deleted, :text, :passes,
                            :at)
                        on conflict (name) do update set version = excluded.version,
                            description = excluded.description, digest = excluded.digest,
                            built_in = excluded.built_in, standard = excluded.standard, deleted = excluded.deleted,
                            text = excluded.text, passes = excluded.passes, defined_at = excluded.defined_at
                        where (view_recipe.version, view_recipe.deleted) <= (excluded.version, excluded.deleted)
                        """)
                .param("name", event.name())
                .param("version", event.version())
                .param("description", SqlValues.text(event.description()))
                .param("digest", event.digest().raw())
                .param("builtIn", event.builtIn())
                .param("standard", event.standard())
                .param("deleted", event.deleted())
                .param("text", SqlValues.text(event.text()))
                .param("passes", ContractJson.MAPPER.writeValueAsString(event.passes()))
                .param("at", SqlValues.at(event.definedAt()))
                .update();
        announcer.library("recipe", event.name());
    }
}
