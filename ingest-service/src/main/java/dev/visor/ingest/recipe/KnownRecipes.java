package dev.visor.ingest.recipe;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.RecipeDefined;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The names that an upload may give, read off the compression service's events. */
@Service
public class KnownRecipes {
    private final JdbcClient jdbc;

    KnownRecipes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that are defined and not deleted, by name. */
    public List<String> names() {
        return jdbc.sql("select name from known_recipe where not deleted order by name")
                .query(String.class)
                .list();
    }

    /**
     * Refuses names that aren't among them.
     *
     * @throws VisorException {@code INVALID_RECIPE} with the names there are; {@code NOT_READY} if none is known yet
     */
    public void require(Collection<String> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        List<String> known = names();
        if (known.isEmpty()) {
            throw new VisorException(
                    ErrorCode.NOT_READY,
                    "no recipe is known yet: the compression service has not told its recipes; try again when it is"
                            + " up, or name none");
        }
        List<String> unknown =
                wanted.stream().filter(name -> !known.contains(name)).distinct().toList();
        if (!unknown.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_RECIPE, "there is no recipe %s; there are %s".formatted(unknown, known));
        }
    }

    void learn(RecipeDefined event) {
        jdbc.sql("""
                        insert into known_recipe (name, version, deleted, defined_at)
                        values (:name, :version, :deleted, :at)
                        on conflict (name) do update set version = excluded.version, deleted = excluded.deleted,
                            defined_at = excluded.defined_at
                        where (known_recipe.version, known_recipe.deleted) <= (excluded.version, excluded.deleted)
                        """)
                .param("name", event.name())
                .param("version", event.version())
                .param("deleted", event.deleted())
                .param("at", Timestamp.from(event.definedAt()))
                .update();
    }
}
